import { err, ok, type Result } from '#core/shared/result.ts'
import { z } from 'zod'
import { signAccessToken, type LiveKitKey, type VideoGrant } from './access-token.ts'

/** Milliseconds that a LiveKit server has for an answer. */
const patience = 3_000
const tokenSeconds = 30

/** What a participant may publish, by LiveKit's names of sources. */
export type PublishableSource = 'CAMERA' | 'MICROPHONE' | 'SCREEN_SHARE' | 'SCREEN_SHARE_AUDIO'

const track = z.object({ sid: z.string(), type: z.string().default('AUDIO'), name: z.string().default(''), muted: z.boolean().default(false) })
const participant = z.object({
  identity: z.string(),
  tracks: z.array(track).default([]),
  permission: z.object({ can_publish_sources: z.array(z.string()).default([]) }).nullish(),
})
export type LiveKitParticipant = z.output<typeof participant>
const room = z.object({ name: z.string(), metadata: z.string().default('') })
export type LiveKitRoom = z.output<typeof room>
const fault = z.object({ code: z.string() })

/** `livekit.not-found`: the room, person or track is gone. `livekit.unreachable`: nobody answered, or not as expected. */
export type LiveKitFault = 'livekit.not-found' | 'livekit.unreachable' | 'livekit.refused'
type Answer<T> = Promise<Result<T, LiveKitFault>>

interface Call<T> {
  readonly method: string
  readonly grant: VideoGrant
  readonly body: Readonly<Record<string, unknown>>
  readonly answer: z.ZodType<T>
}

export interface RoomServiceOptions extends LiveKitKey {
  /** The address that browsers use, `ws` or `wss`; the server API answers there too. */
  readonly url: string
}

const nothing = z.unknown()

/** Asks a LiveKit server by its server API (Twirp, JSON over HTTP). */
export function makeRoomService({ url, ...signing }: RoomServiceOptions) {
  const root = new URL(url.replace(/^ws/, 'http'))
  const call = async <T>({ method, grant, body, answer }: Call<T>): Answer<T> => {
    const token = await signAccessToken(signing, { grant, seconds: tokenSeconds })
    try {
      const response = await fetch(new URL(`/twirp/livekit.RoomService/${method}`, root), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(patience),
      })
      const words: unknown = await response.json()
      if (response.ok) return ok(answer.parse(words))
      return err(fault.safeParse(words).data?.code === 'not_found' ? 'livekit.not-found' : 'livekit.refused')
    } catch {
      return err('livekit.unreachable')
    }
  }
  const inRoom = (name: string): VideoGrant => ({ roomAdmin: true, room: name })
  return {
    /** Opens the room or finds it open; it waits an hour for its first and after its last participant, since we close it. */
    createRoom: (name: string, metadata: string): Answer<LiveKitRoom> =>
      call({ method: 'CreateRoom', grant: { roomCreate: true }, body: { name, metadata, empty_timeout: 3_600, departure_timeout: 3_600 }, answer: room }),
    deleteRoom: (name: string): Answer<unknown> => call({ method: 'DeleteRoom', grant: { roomCreate: true }, body: { room: name }, answer: nothing }),
    async listRooms(): Answer<readonly LiveKitRoom[]> {
      const answer = await call({ method: 'ListRooms', grant: { roomList: true }, body: {}, answer: z.object({ rooms: z.array(room).default([]) }) })
      return answer.ok ? ok(answer.value.rooms) : answer
    },
    async listParticipants(name: string): Answer<readonly LiveKitParticipant[]> {
      const answer = await call({ method: 'ListParticipants', grant: inRoom(name), body: { room: name }, answer: z.object({ participants: z.array(participant).default([]) }) })
      return answer.ok ? ok(answer.value.participants) : answer
    },
    findParticipant: (name: string, identity: string): Answer<LiveKitParticipant> =>
      call({ method: 'GetParticipant', grant: inRoom(name), body: { room: name, identity }, answer: participant }),
    removeParticipant: (name: string, identity: string): Answer<unknown> =>
      call({ method: 'RemoveParticipant', grant: inRoom(name), body: { room: name, identity }, answer: nothing }),
    /** Ends at the server what the participant may no longer publish. */
    limitSources: (name: string, identity: string, sources: readonly PublishableSource[]): Answer<unknown> =>
      call({
        method: 'UpdateParticipant', grant: inRoom(name), answer: nothing,
        body: { room: name, identity, permission: { can_subscribe: true, can_publish: true, can_publish_sources: sources } },
      }),
    muteTrack: (name: string, identity: string, sid: string): Answer<unknown> =>
      call({ method: 'MutePublishedTrack', grant: inRoom(name), body: { room: name, identity, track_sid: sid, muted: true }, answer: nothing }),
    /** What a browser opens the room with. Good for coming in, not for staying: LiveKit renews it while the person is there. */
    passFor: (name: string, identity: string, sources: readonly PublishableSource[]): Promise<string> =>
      signAccessToken(signing, {
        identity,
        seconds: 60,
        grant: {
          room: name, roomJoin: true, canSubscribe: true, canPublish: true, canPublishData: false, canUpdateOwnMetadata: false,
          canPublishSources: sources.map((one) => one.toLowerCase()),
        },
      }),
  }
}

export type RoomService = ReturnType<typeof makeRoomService>
