import { setTimeout as elapse } from 'node:timers/promises'
import { vp8Packets, videoPayloadType } from '#sfu/test-rtp.ts'
import type { Plane } from './planes/plane.ts'
import { processCpu } from './process-cpu.ts'

/** A camera of 5 Mbit/s in packets of 1200 bytes. */
export const packetsPerSecond = 520

/** What a plane's sender sends: one stream, however often it is stopped and run on. */
export class Camera {
  readonly #plane: Plane
  readonly #next: (keyFrame: boolean) => Buffer

  constructor(plane: Plane, ssrc: number) {
    this.#plane = plane
    this.#next = vp8Packets({ ssrc, payloadType: videoPayloadType })
  }

  /** Sends at its pace until stopped; what a busy moment delayed follows at once. */
  run(): () => void {
    const { sender } = this.#plane
    const startedAt = performance.now()
    let sent = 0
    const timer = setInterval(() => {
      const due = Math.floor(((performance.now() - startedAt) / 1_000) * packetsPerSecond)
      for (; sent < due; sent += 1) sender.send(this.#next(sender.takeKeyFrameRequest()))
    }, 5)
    return () => clearInterval(timer)
  }
}

export interface ForwardingCost {
  readonly packets: number
  /** Microseconds of the media worker for each packet handed to a viewer. */
  readonly worker: number
  /** The same with the process around the worker. */
  readonly whole: number
}

/** Runs the camera for so long and divides the CPU used by the packets that reached viewers. */
export async function measureForwarding(plane: Plane, camera: Camera, seconds: number): Promise<ForwardingCost> {
  const stop = camera.run()
  await elapse(500)
  const cpu = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + processCpu(pid), 0)
  const [packetsBefore, workersBefore, attendantsBefore] = [await plane.forwarded(), cpu(plane.workers()), cpu(plane.attendants())]
  await elapse(seconds * 1_000)
  const [workersAfter, attendantsAfter, packetsAfter] = [cpu(plane.workers()), cpu(plane.attendants()), await plane.forwarded()]
  stop()
  const packets = packetsAfter - packetsBefore
  const worker = (workersAfter - workersBefore) / packets
  return { packets, worker, whole: worker + (attendantsAfter - attendantsBefore) / packets }
}
