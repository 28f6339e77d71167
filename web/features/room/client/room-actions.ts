import type { AnswerOf } from '#contract/define.ts'
import type { RoomRefusal } from '#contract/room-refusals.ts'
import type { allRoomRequests } from '#contract/room-wire.ts'
import type { AskRoom } from './room-socket.ts'
import type { RoomActions } from './room-state.ts'
import type { ActionResult } from './action-result.ts'
import type { Talk } from './talk.ts'

type Requests = typeof allRoomRequests
const done = (answer: AnswerOf<Requests[keyof Requests]>): ActionResult =>
  answer.ok ? { ok: true } : { ok: false, error: answer.error satisfies RoomRefusal }

/** What a person may ask of the room; the server decides, and what changes comes back as the room's new state. */
export function roomActions(ask: AskRoom, talk: Talk): RoomActions {
  return {
    startSession: async ({ admitAll }) => done(await ask('start-session', { admitAll })),
    endSession: async () => done(await ask('end-session', {})),
    goToPatient: async (move) => done(await ask('go-to-patient', move)),
    endRound: async (round) => done(await ask('end-round', { round })),
    admit: async (seat) => done(await ask('admit', { seat })),
    admitAll: async () => done(await ask('admit-all', {})),
    sendBack: async (seat) => done(await ask('send-back', { seat })),
    remove: async (seat) => done(await ask('remove', { seat })),
    setLock: async (locked) => done(await ask('set-lock', { locked })),
    setMain: async (source) => done(await ask('set-main', { source })),
    lowerHand: async (seat) => done(await ask('lower-hand', { seat })),
    muteOther: async (source) => done(await ask('set-muted', { source, muted: true })),
    setPresenter: async (seat) => done(await ask('set-presenter', { seat })),
    raiseHand: async (raised) => done(await ask('raise-hand', { raised })),
    blockVideo: async () => done(await ask('block-video', {})),
    allowVideo: async () => done(await ask('allow-video', {})),
    askToRecord: async () => done(await ask('ask-recording', {})),
    answerRecording: async (allows) => done(await ask('answer-recording', { allows })),
    startRecording: async () => done(await ask('start-recording', {})),
    stopRecording: async () => done(await ask('stop-recording', {})),
    sendMessage: async (text) => {
      const answer = await ask('send-message', { text })
      if (answer.ok) talk.add(answer.value, { own: true })
      return done(answer)
    },
    olderMessages: () => talk.loadOlder(ask),
    markMessagesRead: () => talk.markRead(),
  }
}
