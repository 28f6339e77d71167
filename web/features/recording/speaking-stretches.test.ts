import { expect, it } from 'vitest'
import type { EventView } from './present-recording.ts'
import { speakingStretches } from './speaking-stretches.ts'

it('a voice lasts until the next one or until silence', () => {
  const event = (at: number, kind: EventView['kind'], person: string | null): EventView => ({ at, kind, person, label: null })
  const events = [event(0, 'joined', 'A'), event(1_000, 'speaking', 'A'), event(3_000, 'speaking', 'B'), event(4_000, 'silent', null), event(8_000, 'speaking', 'A')]
  expect(speakingStretches(events, 9_000)).toEqual([
    { person: 'A', from: 1_000, until: 3_000 }, { person: 'B', from: 3_000, until: 4_000 }, { person: 'A', from: 8_000, until: 9_000 },
  ])
})
