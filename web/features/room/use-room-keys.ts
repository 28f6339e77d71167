'use client'

import { useEffect } from 'react'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import { mayDo } from './guest/may-do.ts'
import { toggleCamera, toggleMicrophone } from './room-controls.tsx'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

const isPressing = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('button, a, [role=menuitem]') !== null

interface RoomKeys {
  readonly client: RoomClient
  readonly room: InsideRoom
  /** Null for someone who may not draw. */
  readonly toggleDrawing: (() => void) | null
}

/** M microphone, V camera, D drawing, F full screen, and the space bar held to talk; none of them while someone types. */
export function useRoomKeys({ client, room, toggleDrawing }: RoomKeys): void {
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      const speaks = mayDo(room, 'speak')
      if (key === 'm' && speaks) toggleMicrophone(client, room)
      else if (key === 'v' && speaks) toggleCamera(client, room)
      else if (key === 'd') toggleDrawing?.()
      else if (key === 'f') void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen())
      else if (key === ' ' && !isPressing(event.target) && room.own.microphone.state === 'muted') {
        event.preventDefault()
        void client.setMuted('microphone', false)
      }
    }
    const up = (event: KeyboardEvent): void => {
      if (event.key === ' ' && !isTyping(event.target) && !isPressing(event.target) && room.own.microphone.state === 'on') void client.setMuted('microphone', true)
    }
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    return () => {
      window.removeEventListener('keydown', down)
      window.removeEventListener('keyup', up)
    }
  }, [client, room, toggleDrawing])
}
