import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { SyslogTarget } from './syslog-target.ts'

const patienceMs = 10_000

/** RFC 6587: the length first, so that a newline in an event ends nothing. */
const counted = (message: string): string => `${Buffer.byteLength(message)} ${message}`

async function sendDatagrams({ host, port }: SyslogTarget, messages: readonly string[]): Promise<void> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  try {
    for (const message of messages) {
      await new Promise<void>((resolve, reject) => {
        socket.send(message, port, host, (failure) => (failure === null ? resolve() : reject(failure)))
      })
    }
  } finally {
    socket.close()
  }
}

const dial = ({ protocol, host, port }: SyslogTarget): Socket => (protocol === 'tls' ? connectTls({ host, port, servername: host }) : connectTcp({ host, port }))

async function sendStream(target: SyslogTarget, messages: readonly string[]): Promise<void> {
  const socket = dial(target)
  const broken = new Promise<never>((_resolve, reject) => {
    socket.once('error', reject)
    socket.setTimeout(patienceMs, () => reject(new Error('the syslog collector does not answer')))
  })
  try {
    await Promise.race([once(socket, target.protocol === 'tls' ? 'secureConnect' : 'connect'), broken])
    await Promise.race([new Promise<void>((resolve) => socket.end(messages.map(counted).join(''), resolve)), broken])
  } finally {
    socket.destroy()
  }
}

/** Sends messages in order; rejects when the collector could not be told. */
export const sendSyslog = (target: SyslogTarget, messages: readonly string[]): Promise<void> =>
  target.protocol === 'udp' ? sendDatagrams(target, messages) : sendStream(target, messages)
