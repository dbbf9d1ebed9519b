/*
 * jsdom has byte arrays of its own, and what Node encodes or clones are Node's. Storage asks whether what it reads back is
 * a byte array, as it may in any browser: so the drawn page is given Node's, and there is one kind of them.
 */
const nodesOwn: unknown = Object.getPrototypeOf(Buffer.prototype)?.constructor
if (typeof nodesOwn === 'function') Object.assign(globalThis, { Uint8Array: nodesOwn })
