import type { InsideRoom, OwnSource } from './client/room-state.ts'

interface BrokenDevice {
  readonly label: 'microphone' | 'camera'
  readonly source: Extract<OwnSource, { readonly state: 'failed' | 'unplugged' }>
}

/** What one meant to be heard and seen with and is not. A camera that the room lets nobody use is not broken. */
export const brokenDevices = ({ own, settings }: Pick<InsideRoom, 'own' | 'settings'>): readonly BrokenDevice[] =>
  (['microphone', 'camera'] as const).flatMap((label) => {
    const source = own[label]
    if (label === 'camera' && settings.videoBlocked !== null) return []
    return source.state === 'failed' || source.state === 'unplugged' ? [{ label, source }] : []
  })
