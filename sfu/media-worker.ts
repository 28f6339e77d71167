import { createWorker, type types } from 'mediasoup'
import { roomCodecs } from './codecs.ts'
import { Capacity, type SfuLimits } from './limits.ts'

export interface MediaWorkerOptions {
  readonly workerBin: string | undefined
  readonly listenAddress: string
  readonly announcedAddress: string
  readonly port: number
  readonly limits: SfuLimits
}

/** What a worker has used since its start. */
export interface WorkerUsage {
  readonly cpuSeconds: number
  readonly maxResidentBytes: number
}

/**
 * mediasoup closes each worker itself as soon as the process is told to stop, which would cut every
 * call before the rooms are drained. The listeners it adds while `start` runs are taken off again.
 */
function withoutSignalListeners<T>(start: () => T): T {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]))
  const started = start()
  for (const signal of signals) {
    const known = before.get(signal) ?? []
    for (const listener of process.listeners(signal)) if (!known.includes(listener)) process.off(signal, listener)
  }
  return started
}

/** Starts a media process that has no port yet; throws when the binary is not to be had. */
export const startEngineProcess = (workerBin: string | undefined): Promise<types.Worker> =>
  withoutSignalListeners(() => createWorker({ logLevel: 'warn', ...(workerBin === undefined ? {} : { workerBin }) }))

/** One media process with its one UDP and TCP port. */
export class MediaWorker {
  readonly consumers: Capacity
  readonly rooms: Capacity
  readonly port: number
  readonly #worker: types.Worker
  readonly #webRtcServer: types.WebRtcServer

  private constructor(worker: types.Worker, webRtcServer: types.WebRtcServer, options: MediaWorkerOptions) {
    this.#worker = worker
    this.#webRtcServer = webRtcServer
    this.port = options.port
    this.consumers = new Capacity(options.limits.consumersPerWorker)
    this.rooms = new Capacity(options.limits.roomsPerWorker)
  }

  /** Opens the port in a process that waits for it, or in one of its own; throws when binary or port are not to be had. */
  static async start(options: MediaWorkerOptions, waiting?: types.Worker): Promise<MediaWorker> {
    const { workerBin, listenAddress: ip, announcedAddress, port } = options
    const worker = waiting ?? (await startEngineProcess(workerBin))
    try {
      const webRtcServer = await worker.createWebRtcServer({
        listenInfos: [
          { protocol: 'udp', ip, announcedAddress, port },
          { protocol: 'tcp', ip, announcedAddress, port },
        ],
      })
      return new MediaWorker(worker, webRtcServer, options)
    } catch (cause) {
      worker.close()
      throw new Error(`sfu: media port ${port} (UDP and TCP) cannot be opened`, { cause })
    }
  }

  get pid(): number {
    return this.#worker.pid
  }

  get closed(): boolean {
    return this.#worker.closed
  }

  /** Resolves when the process answers; rejects where it has ended. */
  async answers(): Promise<void> {
    await this.#worker.getResourceUsage()
  }

  get webRtcServer(): types.WebRtcServer {
    return this.#webRtcServer
  }

  /** Calls back once when the process ends without having been closed. */
  onDeath(listener: () => void): void {
    this.#worker.once('died', listener)
  }

  /** Opens the forwarding table of one room. */
  openRouter(): Promise<types.Router> {
    return this.#worker.createRouter({ mediaCodecs: roomCodecs })
  }

  /** CPU and memory of the process, or `undefined` where it has ended meanwhile. */
  async usage(): Promise<WorkerUsage | undefined> {
    if (this.#worker.closed) return undefined
    const usage = await this.#worker.getResourceUsage().catch(() => undefined)
    if (!usage) return undefined
    return { cpuSeconds: (usage.ru_utime + usage.ru_stime) / 1_000, maxResidentBytes: usage.ru_maxrss * 1_024 }
  }

  /** Ends the process and resolves when it is gone, so that its port can be taken again. Idempotent. */
  async close(): Promise<void> {
    if (this.#worker.subprocessClosed) return
    const gone = new Promise<void>((resolve) => this.#worker.once('subprocessclose', resolve))
    this.#worker.close()
    await gone
  }
}
