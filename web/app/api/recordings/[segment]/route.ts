import { recordingRoute } from '#web/server/recording-route.ts'

export const GET = recordingRoute()
