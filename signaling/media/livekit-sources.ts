import type { PublishableSource } from '#adapters/livekit/room-service.ts'

const sound = ['MICROPHONE', 'SCREEN_SHARE_AUDIO'] as const satisfies readonly PublishableSource[]
const everything = ['CAMERA', 'SCREEN_SHARE', ...sound] as const satisfies readonly PublishableSource[]

/** What may be published while the kill switch is thrown, or not: LiveKit ends at once what is not in the list. */
export const publishable = (videoBlocked: boolean): readonly PublishableSource[] => (videoBlocked ? sound : everything)
