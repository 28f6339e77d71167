'use client'

import { useEffect, useState } from 'react'
import { listDevices, openPreview, watchDevices } from './client/devices.ts'
import type { CaptureFault } from './client/room-state.ts'

type Devices = Awaited<ReturnType<typeof listDevices>>

export interface DeviceChoice {
  readonly camera?: string
  readonly microphone?: string
}

interface DeviceState {
  readonly devices: Devices
  readonly choice: DeviceChoice
  readonly choose: (choice: DeviceChoice) => void
  readonly preview: MediaStream | null
  readonly fault: CaptureFault | null
}

const noDevices: Devices = { cameras: [], microphones: [], speakers: [] }

/** Opens a preview of the chosen devices and keeps the list as cables come and go; everything is let go when the page goes. */
export function useDevices(on: { readonly camera: boolean; readonly microphone: boolean }): DeviceState {
  const [devices, setDevices] = useState<Devices>(noDevices)
  const [choice, choose] = useState<DeviceChoice>({})
  const [preview, setPreview] = useState<MediaStream | null>(null)
  const [fault, setFault] = useState<CaptureFault | null>(null)
  const camera = on.camera && (choice.camera ?? true)
  const microphone = on.microphone && (choice.microphone ?? true)

  useEffect(() => {
    const list = (): void => void listDevices().then(setDevices)
    list()
    return watchDevices(list)
  }, [])

  useEffect(() => {
    let gone = false
    let close: () => void = () => undefined
    const open = async (): Promise<void> => {
      if (camera === false && microphone === false) {
        setPreview(null)
        return
      }
      const opened = await openPreview({ ...(camera !== false && { camera }), ...(microphone !== false && { microphone }) })
      if (!opened.ok) {
        setFault(opened.error)
        setPreview(null)
        return
      }
      close = opened.value.close
      if (gone) {
        close()
        return
      }
      setFault(null)
      setPreview(opened.value.stream)
      // Names of devices are told only after a permission was given.
      setDevices(await listDevices())
    }
    void open()
    return () => {
      gone = true
      close()
    }
  }, [camera, microphone])

  return { devices, choice, choose, preview, fault }
}
