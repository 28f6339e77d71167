'use client'

import { useEffect, useState } from 'react'
import type { SourceLabel } from '#contract/room.ts'
import { capture } from './client/capture.ts'
import { watchDevices, type DeviceChoice } from './client/devices.ts'
import type { CaptureFault } from './client/room-state.ts'

/** The devices of one kind, as cables come and go. */
export function useDeviceList(kind: MediaDeviceKind): readonly DeviceChoice[] {
  const [devices, setDevices] = useState<readonly DeviceChoice[]>([])
  useEffect(() => {
    const list = (): void =>
      void navigator.mediaDevices.enumerateDevices().then((all) =>
        setDevices(all.filter((one) => one.kind === kind && one.deviceId !== '').map(({ deviceId, label }) => ({ deviceId, label }))),
      )
    list()
    return watchDevices(list)
  }, [kind])
  return devices
}

interface SourcePreview {
  readonly track: MediaStreamTrack | null
  readonly fault: CaptureFault | null
}

const nothing: SourcePreview = { track: null, fault: null }

/** A look at a device before anyone else sees it; null opens nothing. The device is let go when the look ends. */
export function useSourcePreview(label: SourceLabel | null, deviceId: string | undefined): SourcePreview {
  const [preview, setPreview] = useState<SourcePreview>(nothing)
  useEffect(() => {
    if (label === null || deviceId === undefined) return
    let gone = false
    let open: MediaStreamTrack | null = null
    void capture(label, deviceId).then((captured) => {
      open = captured.ok ? (captured.tracks.get(label) ?? null) : null
      if (gone) open?.stop()
      else setPreview({ track: open, fault: captured.ok ? null : captured.fault })
    })
    return () => {
      gone = true
      open?.stop()
      setPreview(nothing)
    }
  }, [label, deviceId])
  return preview
}
