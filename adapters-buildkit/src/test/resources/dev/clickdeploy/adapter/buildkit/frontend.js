// A gateway frontend (BuildKit, frontend/gateway/pb/gateway.proto): gRPC on standard input and output, the daemon is
// the server. It has the built-in frontend do the work, with a build argument of its own.
const http2 = require('http2');
const { Duplex } = require('stream');

const varint = n => n < 128 ? [n] : [n & 127 | 128, ...varint(n >>> 7)];
const field = (number, bytes) => Buffer.concat([Buffer.from([...varint(number << 3 | 2), ...varint(bytes.length)]), bytes]);
const text = (number, value) => field(number, Buffer.from(value));
const yes = number => Buffer.from([...varint(number << 3), 1]);

function call(session, method, message) {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST', ':path': '/moby.buildkit.v1.frontend.LLBBridge/' + method,
      'content-type': 'application/grpc', te: 'trailers',
    });
    const parts = [];
    stream.on('data', part => parts.push(part));
    stream.on('trailers', trailers => trailers['grpc-status'] === '0'
      ? resolve(Buffer.concat(parts).subarray(5)) : reject(new Error(method + ': ' + trailers['grpc-message'])));
    stream.on('error', reject);
    const head = Buffer.alloc(5);
    head.writeUInt32BE(message.length, 1);
    stream.end(Buffer.concat([head, message]));
  });
}

// the result is the third field of the answer to Solve and the first of the question Return
function result(answer) {
  let at = 0;
  const next = () => { let n = 0, shift = 0, b; do { b = answer[at++]; n |= (b & 127) << shift; shift += 7; } while (b & 128); return n; };
  while (at < answer.length) {
    const tag = next(), length = next();
    if (tag === (3 << 3 | 2)) return answer.subarray(at, at + length);
    at += length;
  }
  throw new Error('the daemon gave no result');
}

const options = Object.keys(process.env).filter(name => name.startsWith('BUILDKIT_FRONTEND_OPT_'))
  .map(name => process.env[name].split(/=(.*)/s).slice(0, 2)).filter(([key]) => key !== 'source' && key !== 'cmdline');
options.push(['build-arg:FRONTEND', 'stand-in']);
const solve = Buffer.concat([
  text(2, 'dockerfile.v0'),
  ...options.map(([key, value]) => field(3, Buffer.concat([text(1, key), text(2, value)]))),
  yes(5), yes(6),
]);

const daemon = http2.connect('http://localhost', {
  createConnection: () => Duplex.from({ readable: process.stdin, writable: process.stdout }),
});
call(daemon, 'Solve', solve)
  .then(answer => call(daemon, 'Return', field(1, result(answer))))
  .then(() => process.exit(0), error => { console.error(error.message); process.exit(1); });
