import { networkInterfaces } from 'node:os'

// Interfaces of container engines: other machines of the ward cannot reach them.
const virtual = /^(docker|br-|veth|virbr|cni|flannel)/

/** The IPv4 addresses by which other machines reach this one. */
export function lanAddresses(interfaces = networkInterfaces()): readonly string[] {
  return Object.entries(interfaces)
    .filter(([name]) => !virtual.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}
