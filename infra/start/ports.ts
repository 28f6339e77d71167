import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { variableOfPort, type Ports, type Settings } from './settings.ts'

const labels: Readonly<Record<keyof Ports, string>> = {
  gateway: 'cổng vào chung',
  gatewayHealth: 'sức khoẻ cổng vào',
  portal: 'cổng thông tin',
  signaling: 'tín hiệu phòng họp',
  sfuControl: 'điều khiển media',
  jobs: 'việc nền',
  postgres: 'PostgreSQL',
  archive: 'kho ảnh (Orthanc)',
  sfuMedia: 'hình và tiếng (UDP/TCP)',
  turn: 'chuyển tiếp hình tiếng TURN (UDP/TCP)',
  turnTls: 'chuyển tiếp hình tiếng TURN qua TLS',
  turnHealth: 'sức khoẻ TURN',
}

/** Fault code of an attempt to listen, or undefined when the port is free. */
function tryTcp(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (cause: NodeJS.ErrnoException) => resolve(cause.code ?? 'unknown'))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

function tryUdp(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', (cause: NodeJS.ErrnoException) => resolve(cause.code ?? 'unknown'))
    socket.bind({ port, exclusive: true }, () => socket.close(() => resolve(undefined)))
  })
}

function problemOf(name: keyof Ports, port: number, code: string): StartProblem {
  const move = `đặt biến ${variableOfPort(name)} sang cổng khác`
  return code === 'EACCES'
    ? new StartProblem(`Cổng ${port} (${labels[name]}): hệ thống không cho phép mở cổng này; hãy ${move}.`)
    : new StartProblem(`Cổng ${port} (${labels[name]}) đang có tiến trình khác dùng; hãy dừng tiến trình đó hoặc ${move}.`)
}

/**
 * Makes sure before anything is started that every port is free; throws a StartProblem that names the first that is not.
 * PostgreSQL's is left to its own start: a server of ours may still hold it, and is then taken over.
 */
export async function requireFreePorts({ ports, host }: Pick<Settings, 'ports' | 'host'>): Promise<void> {
  const loopback = ['portal', 'signaling', 'sfuControl', 'jobs', 'gatewayHealth', 'archive', 'turn', 'turnHealth'] as const
  for (const name of loopback) {
    const code = await tryTcp(ports[name], '127.0.0.1')
    if (code !== undefined) throw problemOf(name, ports[name], code)
  }
  const gateway = await tryTcp(ports.gateway, host)
  if (gateway !== undefined) throw problemOf('gateway', ports.gateway, gateway)
  const media = (await tryUdp(ports.sfuMedia)) ?? (await tryTcp(ports.sfuMedia, '0.0.0.0'))
  if (media !== undefined) throw problemOf('sfuMedia', ports.sfuMedia, media)
}
