import type { EventView, StretchView } from './present-recording.ts'

export interface SpeakingStretch extends StretchView {
  readonly person: string
}

/** Who spoke from when to when: from one change of speaker to the next. */
export function speakingStretches(events: readonly EventView[], length: number): readonly SpeakingStretch[] {
  const changes = events.filter(({ kind }) => kind === 'speaking' || kind === 'silent')
  return changes.flatMap((change, index) =>
    change.kind === 'silent' || change.person === null ? [] : [{ person: change.person, from: change.at, until: changes[index + 1]?.at ?? length }])
}
