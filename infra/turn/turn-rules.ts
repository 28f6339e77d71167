import { isIPv4 } from 'node:net'

/** What the relay is for: browsers on one side, the media ports of one SFU on the other. */
export interface TurnRules {
  readonly secret: string
  readonly listen: string
  readonly port: number
  readonly tlsPort: number
  readonly relayPorts: readonly [first: number, last: number]
  /** The SFU's own IPv4 address, the only one that is relayed to. */
  readonly sfu: string
  readonly sfuPorts: readonly [first: number, last: number]
  readonly certificate: { readonly file: string; readonly key: string } | undefined
  /** Under whom it runs once its ports are open. */
  readonly user: string | undefined
}

/** coturn's configuration: every peer is denied but the SFU; no TCP relay, no multicast, no console, no TLS without a certificate. */
export function turnConfiguration(rules: TurnRules): string {
  const { secret, listen, port, tlsPort, relayPorts, sfu, certificate, user } = rules
  if (!isIPv4(sfu)) throw new Error('turn: the media address must be an IPv4 address')
  const lines = [
    `listening-ip=${listen}`,
    `listening-port=${port}`,
    // One address for both ends of the relay: no IPv6 allocation can be made, which a mapped address would need.
    `relay-ip=${listen === '0.0.0.0' ? sfu : listen}`,
    `min-port=${relayPorts[0]}`,
    `max-port=${relayPorts[1]}`,
    'use-auth-secret',
    `static-auth-secret=${secret}`,
    'realm=lien-vien',
    'fingerprint',
    'no-cli',
    'no-tcp-relay',
    'no-multicast-peers',
    'no-rfc5780',
    'no-stun-backward-compatibility',
    'no-software-attribute',
    'no-dtls',
    'stale-nonce=600',
    'user-quota=16',
    'total-quota=800',
    'denied-peer-ip=0.0.0.0-255.255.255.255',
    'denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
    // coturn lets what is allowed go before what is denied.
    `allowed-peer-ip=${sfu}`,
    ...(sfu.startsWith('127.') ? ['allow-loopback-peers'] : []),
    ...(certificate === undefined ? ['no-tls'] : [`tls-listening-port=${tlsPort}`, `cert=${certificate.file}`, `pkey=${certificate.key}`, 'no-tlsv1', 'no-tlsv1_1']),
    ...(user === undefined ? [] : [`proc-user=${user}`, `proc-group=${user}`]),
    'log-file=stdout',
    'simple-log',
  ]
  return `${lines.join('\n')}\n`
}

/** The name of the table that fences one relay in. */
export const fenceName = ({ port }: Pick<TurnRules, 'port'>): string => `lien_vien_turn_${port}`

/**
 * The second lock: whatever coturn can be talked into (4.6.1 takes IPv4-mapped IPv6 peers past its own list,
 * CVE-2026-27624), its relay ports reach nothing but the SFU's media ports, and it opens no connection of its own.
 */
export function fenceRules(rules: TurnRules): string {
  const { relayPorts, sfu, sfuPorts, user } = rules
  const table = `inet ${fenceName(rules)}`
  const relay = `meta skuid "${user ?? 'turnserver'}" udp sport ${relayPorts[0]}-${relayPorts[1]}`
  return `table ${table} {}
delete table ${table}
table ${table} {
  chain out {
    type filter hook output priority 0; policy accept;
    ${relay} ip daddr ${sfu} udp dport ${sfuPorts[0]}-${sfuPorts[1]} accept
    ${relay} counter drop
    meta skuid "${user ?? 'turnserver'}" tcp flags & (syn | ack) == syn counter drop
  }
}
`
}
