// Payloads of a fixed size that begin with the job's number.
export const payloadOf = (number, size) => `${number} `.padEnd(size, 'x')
export const numberOf = (payload) => Number.parseInt(payload, 10)
