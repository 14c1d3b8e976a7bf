const http = require("node:http");
const ms = require("ms");

const port = Number(process.env.PORT ?? 3000);
const began = Date.now();

const server = http.createServer((request, response) => {
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.end(`Hello from click-deploy (Node.js ${process.version}, up for ${ms(Date.now() - began)})\n`);
});

server.listen(port, () => console.log(`listening on port ${port}`));

// As process 1 of a container, Node.js would ignore the signal that stops it.
process.on("SIGTERM", () => server.close(() => process.exit(0)));
