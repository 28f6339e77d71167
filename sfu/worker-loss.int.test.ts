import { expect, onTestFinished, test } from 'vitest'
import { seatSender, seatViewer, keepSending } from './test-call.ts'
import { videoPayloadType, vp8Packets } from './test-rtp.ts'
import { runSfu } from './test-sfu.ts'
import type { TestSignaling } from './test-signaling.ts'

async function start(variables: Readonly<Record<string, string>> = {}) {
  const running = await runSfu(variables)
  const signaling = await running.connect()
  onTestFinished(async () => {
    signaling.close()
    await running.sfu.stop()
  })
  return { ...running, signaling }
}

async function watchCamera(signaling: TestSignaling, room: string): Promise<number> {
  const { producer, sender } = await seatSender(signaling, { room, peer: 'doctor', ssrc: 1_111 })
  const pace = keepSending(sender, vp8Packets({ ssrc: 1_111, payloadType: videoPayloadType }))
  const { viewer } = await seatViewer(signaling, { room, peer: 'viewer', producer })
  onTestFinished(() => {
    pace.stop()
    sender.close()
    viewer.close()
  })
  return viewer.nextPacket()
}

test('a killed worker loses its rooms, says so once, and the rooms open again on a fresh one', async () => {
  const { sfu, signaling } = await start()
  await signaling.demand('open-room', { room: 'r' })
  await watchCamera(signaling, 'r')
  const [pid = 0] = sfu.workerPids()

  process.kill(pid, 'SIGKILL')
  expect(await signaling.hear('room-lost')).toEqual({ room: 'r', reason: 'worker-died' })
  expect(await signaling.demand('open-room', { room: 'r' })).toMatchObject({ created: true })
  await watchCamera(signaling, 'r')

  expect(sfu.workerPids()).toHaveLength(1)
  expect(sfu.workerPids()).not.toContain(pid)
  expect(signaling.heard('room-lost')).toHaveLength(1)
  expect(signaling.heard('producer-closed')).toEqual([])
  expect(signaling.heard('consumer-closed')).toEqual([])
})

test('a spare takes the place of a killed worker without a start', async () => {
  const { sfu, signaling, logged } = await start({ SFU_SPARE_WORKER: 'true' })
  await logged('spare-worker.ready')
  await signaling.demand('open-room', { room: 'r' })
  const [pid = 0] = sfu.workerPids()
  process.kill(pid, 'SIGKILL')
  await signaling.hear('room-lost')
  // The spare is one message to its process away; a start would be a whole process.
  await signaling.demand('open-room', { room: 'r' })
  expect(sfu.workerPids()).toHaveLength(1)
  expect(sfu.workerPids()).not.toContain(pid)
  await watchCamera(signaling, 'r')
})

test('the rooms of the other workers go on', async () => {
  const { sfu, signaling } = await start({ SFU_WORKERS: '2' })
  await signaling.demand('open-room', { room: 'first' })
  await signaling.demand('open-room', { room: 'second' })
  const [pid = 0] = sfu.workerPids()
  process.kill(pid, 'SIGKILL')
  const { room: lost } = await signaling.hear('room-lost')
  const { rooms } = await signaling.demand('describe-rooms', {})
  expect(rooms.map(({ room }) => room)).toEqual(lost === 'first' ? ['second'] : ['first'])
})

test('health says so while a worker is missing, and metrics count the loss', async () => {
  const { sfu, signaling } = await start()
  const at = `http://127.0.0.1:${sfu.controlPort}`
  expect(await (await fetch(`${at}/health`)).json()).toMatchObject({ component: 'sfu', status: 'up' })
  await signaling.demand('open-room', { room: 'r' })
  const [pid = 0] = sfu.workerPids()
  process.kill(pid, 'SIGKILL')
  await signaling.hear('room-lost')
  expect((await fetch(`${at}/health`)).status).toBe(503)
  await signaling.demand('open-room', { room: 'r' })
  expect((await fetch(`${at}/health`)).status).toBe(200)
  const metrics = await (await fetch(`${at}/metrics`)).text()
  expect(metrics).toMatch(/^lienvien_sfu_rooms_lost_total\{component="sfu"\} 1$/m)
  expect(metrics).toMatch(/^lienvien_sfu_rooms\{component="sfu"\} 1$/m)
  expect(metrics).toMatch(/^lienvien_sfu_worker_cpu_seconds\{worker="\d+",component="sfu"\} [\d.]+$/m)
})
