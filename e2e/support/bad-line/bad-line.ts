import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LineConditions } from './line-conditions.ts'
import { openRelay, type Relay } from './relay.ts'

/** A namespace whose `127.0.0.1` is this machine's, seen over a line that is as bad as one likes. */
export interface BadLine {
  readonly namespace: string
  /** Makes the line so from now on, without interrupting what runs over it. */
  readonly become: (conditions: LineConditions) => void
  /** A program file that starts `program` behind the line. */
  readonly wrap: (program: string) => string
  /** Idempotent. */
  readonly close: () => void
}

/** Why no line can be made on this machine, or undefined where one can. */
export function whyNoBadLine(): string | undefined {
  if (process.getuid?.() !== 0) return 'network namespaces need root'
  const missing = ['/sbin/ip', '/usr/sbin/ip', '/bin/ip'].some((path) => existsSync(path)) ? undefined : 'iproute2'
  return missing ?? (existsSync('/usr/sbin/nft') ? undefined : 'nftables is not installed')
}

interface Ends {
  readonly namespace: string
  readonly near: string
  readonly far: string
  readonly nearAddress: string
  readonly farAddress: string
}

/** How long, in milliseconds, a packet may queue before a thin line: as in the cheap routers of real ones. */
const queue = 400

const run = (program: string, args: readonly string[], input?: string): void => {
  execFileSync(program, args, { input: input ?? '', stdio: ['pipe', 'ignore', 'pipe'] })
}
const quietly = (program: string, args: readonly string[]): void => {
  try {
    run(program, args)
  } catch {
    // Already gone.
  }
}

/**
 * Opens a namespace in which the given ports of `127.0.0.1` lead over a veth pair to this machine's. Rate is kept by
 * `tbf`, loss and block by nftables, delay and jitter by our relay, since not every kernel has `netem`.
 */
export async function openBadLine(ports: readonly number[], conditions: LineConditions = {}): Promise<BadLine> {
  const ends = makeEnds()
  const relays: Relay[] = []
  const folder = mkdtempSync(join(tmpdir(), 'lien-vien-line-'))
  let now = conditions
  let closed = false
  const close = (): void => {
    if (closed) return
    closed = true
    for (const relay of relays) relay.close()
    quietly('ip', ['netns', 'del', ends.namespace])
    quietly('ip', ['link', 'del', ends.near])
    quietly('nft', ['delete', 'table', 'inet', ends.near])
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    layCable(ends)
    redirect(ends, ports)
    const lateness = () => ({ delay: (now.roundTrip ?? 0) / 2, jitter: now.jitter ?? 0 })
    for (const port of ports) relays.push(await openRelay({ listen: ends.nearAddress, target: '127.0.0.1', port, lateness }))
    impair(ends, conditions)
  } catch (cause) {
    close()
    throw cause
  }
  return {
    namespace: ends.namespace,
    become: (next) => {
      now = next
      impair(ends, next)
    },
    wrap: (program) => {
      const file = join(folder, 'behind-the-line')
      writeFileSync(file, `#!/bin/sh\nexec ip netns exec ${ends.namespace} ${program} "$@"\n`)
      chmodSync(file, 0o755)
      return file
    },
    close,
  }
}

let lines = 0

function makeEnds(): Ends {
  lines += 1
  const mark = `${process.pid.toString(36)}${lines}`
  // A /30 of 10.232.0.0/16 for each line; two processes rarely draw the same, and `ip` refuses when they do.
  const subnet = (process.pid * 7 + lines) % 16_000
  const address = (last: number): string => `10.232.${subnet >> 6}.${((subnet & 63) << 2) + last}`
  return { namespace: `lv-line-${mark}`, near: `lvn${mark}`, far: `lvf${mark}`, nearAddress: address(1), farAddress: address(2) }
}

function layCable({ namespace, near, far, nearAddress, farAddress }: Ends): void {
  run('ip', ['netns', 'add', namespace])
  run('ip', ['link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', namespace])
  run('ip', ['addr', 'add', `${nearAddress}/30`, 'dev', near])
  run('ip', ['link', 'set', near, 'up'])
  const inside = (...args: string[]): void => run('ip', ['netns', 'exec', namespace, ...args])
  inside('ip', 'addr', 'add', `${farAddress}/30`, 'dev', far)
  inside('ip', 'link', 'set', far, 'up')
  inside('ip', 'link', 'set', 'lo', 'up')
  // What is addressed to 127.0.0.1 may leave by the cable.
  inside('sh', '-c', 'for f in all $0; do echo 1 > /proc/sys/net/ipv4/conf/$f/route_localnet; done', far)
  inside('ip', 'route', 'add', 'default', 'via', nearAddress)
}

function redirect({ namespace, far, nearAddress }: Ends, ports: readonly number[]): void {
  const list = ports.join(', ')
  const rules = `table ip line {
    chain out { type nat hook output priority -100;
      ip daddr 127.0.0.1 tcp dport { ${list} } dnat to ${nearAddress};
      ip daddr 127.0.0.1 udp dport { ${list} } dnat to ${nearAddress};
    }
    chain post { type nat hook postrouting priority 100; oifname "${far}" masquerade; }
  }`
  run('ip', ['netns', 'exec', namespace, 'nft', '-f', '-'], rules)
}

function impair({ namespace, near, far }: Ends, { up, down, loss = 0, udpBlocked = false, tcpPorts }: LineConditions): void {
  setRate(['ip', 'netns', 'exec', namespace, 'tc'], far, up)
  setRate(['tc'], near, down)
  const lose = loss > 0 ? `numgen random mod 10000 < ${Math.round(loss * 10_000)} drop;` : ''
  const table = (family: string, body: string): string => `table ${family} {}\ndelete table ${family}\ntable ${family} {\n${body}\n}`
  const chain = (device: string, rules: string): string =>
    `chain pre { type filter hook prerouting priority -300; iifname != "${device}" accept; ${rules} }`
  const firewall = [
    udpBlocked ? 'meta l4proto udp drop;' : '',
    tcpPorts === undefined ? '' : `tcp dport != { ${tcpPorts.join(', ')} } drop;`,
  ].join(' ')
  // Lost on arrival, not on departure: a sender must not be told of it by its own kernel.
  run('nft', ['-f', '-'], table(`inet ${near}`, chain(near, firewall + lose)))
  run('ip', ['netns', 'exec', namespace, 'nft', '-f', '-'], table('inet loss', chain(far, lose)))
}

function setRate([program = 'tc', ...before]: readonly string[], device: string, rate: number | undefined): void {
  if (rate === undefined) {
    quietly(program, [...before, 'qdisc', 'del', 'dev', device, 'root'])
    return
  }
  const burst = Math.max(3_200, Math.round(rate / 8 / 50))
  const shape = ['tbf', 'rate', `${Math.round(rate)}bit`, 'burst', String(burst), 'latency', `${queue}ms`]
  run(program, [...before, 'qdisc', 'replace', 'dev', device, 'root', ...shape])
}
