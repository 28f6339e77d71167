import { z } from 'zod'
import { request } from './define.ts'

/** Browser ↔ signaling, the recording of the session; who asks, who allows, and whether bytes are on disk, everyone sees in the room. */

const done = z.object({})

export const recordingRequests = {
  /** Host: everyone is asked; it begins by itself once the patient's consent is on file and everyone has answered. */
  'ask-recording': request({
    input: z.object({}),
    output: done,
    refusals: ['room.not-host', 'recording.video-blocked', 'recording.not-live', 'recording.not-with-livekit'],
  }),
  /** A person's own answer, which may be changed at any time: no takes them out of the recording at once. */
  'answer-recording': request({
    input: z.object({ allows: z.boolean() }),
    output: done,
    refusals: ['recording.not-asked', 'case.not-found', 'case.not-allowed'],
  }),
  /** Host: begin without those who have not answered. */
  'start-recording': request({
    input: z.object({}),
    output: done,
    refusals: ['room.not-host', 'recording.not-asked', 'recording.no-consent'],
  }),
  /** Host, or the operating room's side. */
  'stop-recording': request({ input: z.object({}), output: done, refusals: ['room.not-host'] }),
} as const
