import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Longer addresses no push service gives out. */
export const ADDRESS_LENGTH = 1000

/**
 * The address that a browser's push service gave, or null when the office must not send anything there. A signed-in person
 * names it, so it could be made up to reach what only the office can: it must be https at the usual port, with a name and not
 * a number, no password in it, and no name of the own network. `toLoopback` lets a test's own service on this machine in.
 */
export const readPushAddress = (text: string, { toLoopback }: { toLoopback: boolean }): URL | null => {
  if (text.length > ADDRESS_LENGTH || !URL.canParse(text)) return null
  const address = new URL(text)
  const { protocol, hostname, port, username, password } = address
  if (username !== '' || password !== '') return null
  if (toLoopback && protocol === 'http:' && hostname === 'localhost') return address
  if (protocol !== 'https:' || port !== '') return null
  // A name without a dot, or one of these, is looked up in the own network alone; brackets are a version 6 number.
  if (!hostname.includes('.') || hostname.startsWith('[') || isIP(hostname) !== 0) return null
  return /\.(?:localhost|local|internal|intranet|lan|home\.arpa)\.?$/i.test(hostname) ? null : address
}

/** Networks that are not the internet: this machine, private, link-local, shared, documentation, multicast, reserved. */
const inside = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, bits, 'ipv4')

/** The part of version 6 that is given out on the internet; all else is inside, or carries a version 4 number. */
const outside = new BlockList()
outside.addSubnet('2000::', 3, 'ipv6')
/** Within that part: documentation, and ways into version 4 networks. */
const wrapped = new BlockList()
wrapped.addSubnet('2001::', 23, 'ipv6')
wrapped.addSubnet('2001:db8::', 32, 'ipv6')
wrapped.addSubnet('2002::', 16, 'ipv6')

/** Whether a number belongs to a network that the office may reach and a stranger may not. */
export const isInside = (number: string): boolean => {
  if (isIP(number) === 4) return inside.check(number, 'ipv4')
  return !outside.check(number, 'ipv6') || wrapped.check(number, 'ipv6')
}

/**
 * Looks a name up for one connection and refuses it when any of its numbers lies inside: asked at the moment of connecting,
 * so that a name cannot be a harmless one when it is checked and another when it is used.
 */
export const lookUpOutside: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, [])
    const [first] = found
    if (first === undefined || found.some(({ address }) => isInside(address)))
      return done(Object.assign(new Error('inside-address'), { code: 'EINSIDE' }), [])
    return options.all === true ? done(null, found) : done(null, first.address, first.family)
  })
}
