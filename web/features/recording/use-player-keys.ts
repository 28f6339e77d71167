import { useEffect } from 'react'
import { rates, type Playback } from './playback.ts'
import { step } from './player-bar.tsx'
import type { LaneView, RecordingView } from './present-recording.ts'

interface KeyTargets {
  readonly playback: Playback
  readonly recording: RecordingView
  readonly pictures: readonly LaneView[]
  readonly choose: (key: string) => void
  readonly toggleSound: () => void
}

/** Space plays, arrows leap (with Shift half a minute), brackets change the speed, N and B go from event to event, digits choose the picture. */
export function usePlayerKeys({ playback, recording, pictures, choose, toggleSound }: KeyTargets): void {
  useEffect(() => {
    const { events } = recording
    const faster = (by: 1 | -1): void => {
      const index = rates.findIndex((rate) => rate === playback.getSnapshot().rate) + by
      const rate = rates[index]
      if (rate !== undefined) playback.setRate(rate)
    }
    const acts: Readonly<Record<string, (shift: boolean) => void>> = {
      ' ': () => playback.toggle(),
      arrowleft: (shift) => playback.seek(playback.getSnapshot().at - (shift ? step * 6 : step)),
      arrowright: (shift) => playback.seek(playback.getSnapshot().at + (shift ? step * 6 : step)),
      home: () => playback.seek(0),
      ']': () => faster(1),
      '[': () => faster(-1),
      m: toggleSound,
      n: () => playback.seek(events.find(({ at }) => at > playback.getSnapshot().at + 500)?.at ?? recording.length),
      b: () => playback.seek(events.findLast(({ at }) => at < playback.getSnapshot().at - 500)?.at ?? 0),
    }
    const down = (event: KeyboardEvent): void => {
      const { target } = event
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (target instanceof HTMLElement && target.closest('input, textarea, select, [role="combobox"], [role="listbox"], [role="dialog"]') !== null) return
      // Space on a button is that button's.
      if (event.key === ' ' && target instanceof HTMLButtonElement) return
      const picture = /^[1-9]$/.test(event.key) ? pictures[Number(event.key) - 1] : undefined
      const act = acts[event.key.toLowerCase()]
      if (picture !== undefined) choose(picture.key)
      else if (act === undefined) return
      else act(event.shiftKey)
      event.preventDefault()
    }
    window.addEventListener('keydown', down)
    return () => window.removeEventListener('keydown', down)
  }, [playback, recording, pictures, choose, toggleSound])
}
