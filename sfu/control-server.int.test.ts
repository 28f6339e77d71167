import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { runSfu } from './test-sfu.ts'
import { TestSignaling } from './test-signaling.ts'

async function start(variables: Readonly<Record<string, string>> = {}) {
  const running = await runSfu(variables)
  onTestFinished(() => running.sfu.stop())
  return running
}

test('a wrong secret and an older protocol are turned away with the reason', async () => {
  const { sfu } = await start()
  await expect(TestSignaling.connect(sfu.controlPort, { secret: 'guess' })).rejects.toThrow('sfu.wrong-secret')
  await expect(TestSignaling.connect(sfu.controlPort, { secret: 'a-secret-for-tests-only', protocol: 0 })).rejects.toThrow(
    'sfu.protocol-mismatch',
  )
})

test('malformed requests do not reach a room', async () => {
  const { connect: link } = await start()
  const signaling = await link()
  const answer = await signaling.request('open-room', { room: 'tên người bệnh' })
  expect(answer).toEqual({ ok: false, error: 'wire.malformed' })
  signaling.close()
})

test('rooms outlive a restart of signaling and end when nobody comes back', async () => {
  const { connect: link, logged } = await start({ SFU_UNATTENDED_SECONDS: '1' })
  const first = await link()
  await first.demand('open-room', { room: 'r' })
  first.close()
  const second = await link()
  expect((await second.demand('describe-rooms', {})).rooms).toMatchObject([{ room: 'r', peers: [] }])
  second.close()
  await logged('room.closed')
  const third = await link()
  expect((await third.demand('describe-rooms', {})).rooms).toEqual([])
  third.close()
})

test('stopping announces the rooms as lost, hangs up, ends the workers and frees the ports', async () => {
  const { sfu, connect: link, mediaPort } = await start()
  const signaling = await link()
  await signaling.demand('open-room', { room: 'r' })
  const [pid = 0] = sfu.workerPids()
  const hungUp = new Promise((resolve) => signaling.socket.once('disconnect', resolve))
  await Promise.all([sfu.stop(), sfu.stop()])
  await hungUp
  expect(signaling.heard('room-lost')).toEqual([{ room: 'r', reason: 'shutdown' }])
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  expect(await isOpen(sfu.controlPort)).toBe(false)
  expect(await isOpen(mediaPort)).toBe(false)
})

test('a stop that drains lets a running room finish and takes no new one', async () => {
  const { sfu, connect: link } = await start({ SFU_DRAIN_SECONDS: '60' })
  const signaling = await link()
  await signaling.demand('open-room', { room: 'r' })
  const stopped = sfu.stop()
  expect(await signaling.request('open-room', { room: 'new' })).toEqual({ ok: false, error: 'sfu.draining' })
  expect((await fetch(`http://127.0.0.1:${sfu.controlPort}/health`)).status).toBe(503)
  await signaling.demand('close-room', { room: 'r' })
  await stopped
  expect(signaling.heard('room-lost')).toEqual([])
})

test('a taken media port stops the start with one sentence and leaves nothing running', async () => {
  const { mediaPort } = await start()
  await expect(runSfu({ SFU_MEDIA_PORT: String(mediaPort) })).rejects.toThrow(`media port ${mediaPort} (UDP and TCP) cannot be opened`)
})

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(() => resolve(true)))
    socket.once('error', () => resolve(false))
  })
}
