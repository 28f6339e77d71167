import { BlockList, isIP } from 'node:net'

/** The machine itself, its link, and addresses that are nobody's: no hospital's system answers there, but the platform's own processes do. */
const inside = new BlockList()
for (const [network, prefix] of [['0.0.0.0', 8], ['127.0.0.0', 8], ['169.254.0.0', 16], ['224.0.0.0', 3]] as const) inside.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [['::', 127], ['fe80::', 10], ['ff00::', 8]] as const) inside.addSubnet(network, prefix, 'ipv6')

/** Whether an address, of either family and also dressed as IPv6, belongs to the platform's own machine. */
export function isInside(address: string): boolean {
  const bare = address.toLowerCase().replace(/^\[|\]$/g, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1]
  if (mapped !== undefined) return isInside(mapped)
  // A mapped address in hexadecimal, NAT64 and 6to4 lead back to IPv4: nothing that a hospital would name.
  if (/^(?:::ffff:|64:ff9b:|2002:)/.test(bare)) return true
  return inside.check(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4')
}

/** Where a receiver may be: anywhere else. */
export const reachesOutside = (address: string): boolean => !isInside(address)
