/*
 * jsdom brings byte arrays of its own, while Node's encoder, its Buffer and structured cloning make Node's. The store asks
 * what it read whether it is a byte array, as any browser page may: so the page under test gets Node's, and there is one kind.
 */
const ofNode: unknown = Object.getPrototypeOf(Buffer.prototype)?.constructor
if (typeof ofNode === 'function') Object.assign(globalThis, { Uint8Array: ofNode })
