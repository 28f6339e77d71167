// unshare --net node infra/testing/sealed-network.ts REPORT PROGRAM [ARGUMENT…]: runs the program where nothing outside
// can be reached, and writes to whom it tried to send, e.g. ["udp 10.0.0.53 53"].
import { execFileSync, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'

/** A line to the outside, as a browser and a media worker expect one; its far end leads nowhere. */
const interfaces = `
link set lo up
link add outside type veth peer name void
addr add 192.0.2.1/24 dev outside
addr add 2001:db8::1/64 dev outside nodad
link set outside up
link set void up
neigh add 192.0.2.254 lladdr 02:00:00:00:00:01 dev outside
neigh add 2001:db8::fe lladdr 02:00:00:00:00:01 dev outside
route add default via 192.0.2.254
route add default via 2001:db8::fe
`

/**
 * What a host says to its own link (neighbours, multicast groups) never leaves it. Browsers look for their maker's names at
 * the machine's own resolver, unasked: dropped and not counted, so that no name becomes an address. Everything else is noted and dropped.
 */
const rules = `
table inet leaving {
  set v4 { type ipv4_addr . inet_proto . inet_service; flags dynamic; size 65535; }
  set v6 { type ipv6_addr . inet_proto . inet_service; flags dynamic; size 65535; }
  set other { type inet_proto; flags dynamic; size 255; }
  chain output {
    type filter hook output priority 0;
    oifname "lo" accept
    ip daddr 224.0.0.0/24 accept
    ip6 daddr ff02::/16 accept
    meta l4proto { tcp, udp } th dport 53 drop
    meta nfproto ipv4 meta l4proto { tcp, udp } add @v4 { ip daddr . meta l4proto . th dport } drop
    meta nfproto ipv6 meta l4proto { tcp, udp } add @v6 { ip6 daddr . meta l4proto . th dport } drop
    add @other { meta l4proto } drop
  }
}
`

interface Listing {
  readonly nftables: readonly { readonly set?: { readonly elem?: readonly (string | number | { readonly concat: readonly [string, string, number] })[] } }[]
}

/** To whom something was sent: protocol, address and port, or the protocol alone where it has no ports. */
function leaving(): readonly string[] {
  const { nftables } = JSON.parse(execFileSync('nft', ['-j', 'list', 'table', 'inet', 'leaving'], { encoding: 'utf8' })) as Listing
  return nftables.flatMap(({ set }) =>
    (set?.elem ?? []).map((element) => {
      if (typeof element !== 'object') return String(element)
      const [address, protocol, port] = element.concat
      return `${protocol} ${address} ${String(port)}`
    }),
  )
}

const [report = '', program = '', ...args] = process.argv.slice(2)
execFileSync('ip', ['-batch', '-'], { input: interfaces.trimStart() })
execFileSync('nft', ['-f', '-'], { input: rules })
const child = spawn(program, args, { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
child.once('close', (code) => {
  writeFileSync(report, JSON.stringify(leaving()))
  process.exitCode = code ?? 1
})
