import { cameraConstraints, captureFault, microphoneConstraints } from './capture.ts'
import type { CaptureFault } from './room-state.ts'

export { meterLevel } from './level-meter.ts'

export interface DeviceChoice {
  readonly deviceId: string
  /** Empty until the browser has been allowed to use a device. */
  readonly label: string
}

export interface DeviceChoices {
  readonly cameras: readonly DeviceChoice[]
  readonly microphones: readonly DeviceChoice[]
  readonly speakers: readonly DeviceChoice[]
}

/** The devices of this computer; their names are known once one of them has been opened. */
export async function listDevices(): Promise<DeviceChoices> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  const of = (kind: MediaDeviceKind): DeviceChoice[] =>
    devices.filter((one) => one.kind === kind).map(({ deviceId, label }) => ({ deviceId, label }))
  return { cameras: of('videoinput'), microphones: of('audioinput'), speakers: of('audiooutput') }
}

/** Calls back whenever something is plugged in or out; returns what ends it. */
export function watchDevices(onChange: () => void): () => void {
  navigator.mediaDevices.addEventListener('devicechange', onChange)
  return () => navigator.mediaDevices.removeEventListener('devicechange', onChange)
}

/** A device to look at before entering: the browser's choice, or a named one. */
export interface PreviewChoice {
  readonly camera?: string | true
  readonly microphone?: string | true
}

export interface Preview {
  readonly stream: MediaStream
  /** Lets go of the devices. Idempotent. */
  readonly close: () => void
}

/** Opens camera and microphone for a look in the mirror. */
export async function openPreview({ camera, microphone }: PreviewChoice): Promise<
  { readonly ok: true; readonly value: Preview } | { readonly ok: false; readonly error: CaptureFault }
> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: camera === undefined ? false : cameraConstraints(camera === true ? undefined : camera),
      audio: microphone === undefined ? false : microphoneConstraints(microphone === true ? undefined : microphone),
    })
    return { ok: true, value: { stream, close: () => stream.getTracks().forEach((track) => track.stop()) } }
  } catch (cause) {
    return { ok: false, error: captureFault(cause) }
  }
}
