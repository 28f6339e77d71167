import { brandId, type PractitionerId } from '#core/shared/ids.ts'
import { describe, expect, it } from 'vitest'
import { admit } from './admission.ts'
import { blockVideo } from './kill-switch.ts'
import { askToRecord, declineRecording, followConsents, hasRefused, recordableStreams, setLamp, startRecording, stopRecording, takeBackNo } from './recording.ts'
import type { RecordingId } from './recording-standing.ts'
import type { Room, StreamId } from './room.ts'
import { putSource } from './stage.ts'
import { chairAndMember, comes, later, person, seat, start } from './test-room.ts'

const must = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const id = brandId<RecordingId>('recording')
const onFile = (patient: boolean, ...people: string[]) => ({ patient, participants: new Set(people.map((name) => brandId<PractitionerId>(name))) })
const asked = (room: Room = chairAndMember()): Room => must(askToRecord(room, seat('chair'), { id, at: start }))
const withCamera = (room: Room, who: string): Room =>
  putSource(room, seat(who), { label: 'camera', stream: brandId<StreamId>(`${who}-stream`), muted: 'no' })
const running = (): Room => followConsents(withCamera(withCamera(asked(), 'chair'), 'member'), onFile(true, 'chair', 'member'), later(5))

describe('a recording', () => {
  it('is asked for by the host alone, and not while pictures are cut off', () => {
    expect(askToRecord(chairAndMember(), seat('member'), { id, at: start })).toEqual({ ok: false, error: 'room.not-host' })
    const cut = must(blockVideo(chairAndMember(), seat('chair'), start))
    expect(askToRecord(cut, seat('chair'), { id, at: start })).toEqual({ ok: false, error: 'recording.video-blocked' })
  })

  it.each([
    ['nothing on file', onFile(false), 'asking'],
    ['the people without the patient', onFile(false, 'chair', 'member'), 'asking'],
    ['the patient without the people', onFile(true), 'asking'],
    ['one who has not answered', onFile(true, 'chair'), 'asking'],
    ['everyone', onFile(true, 'chair', 'member'), 'running'],
  ] as const)('with %s on file is %s', (_what, consents, state) => {
    expect(followConsents(asked(), consents, later(1)).recording?.state).toBe(state)
  })

  it('leaves out whoever declines, and begins with the others', () => {
    const room = must(declineRecording(withCamera(withCamera(asked(), 'chair'), 'member'), seat('member'), later(1)))
    const begun = followConsents(room, onFile(true, 'chair'), later(2))
    expect(begun.recording).toMatchObject({ state: 'running', declined: [seat('member')] })
    expect(recordableStreams(begun).map(({ seat: of }) => of)).toEqual([seat('chair')])
  })

  it('begins without those who do not answer when the host says so, and never without the patient', () => {
    const waiting = followConsents(asked(), onFile(true, 'chair'), later(1))
    expect(must(startRecording(waiting, seat('chair'), later(2))).recording?.state).toBe('running')
    const without = followConsents(asked(), onFile(false, 'chair'), later(1))
    expect(startRecording(without, seat('chair'), later(2))).toEqual({ ok: false, error: 'recording.no-consent' })
  })

  it('leaves a late joiner out until consent is there', () => {
    const room = must(admit(comes(running(), person('late')), seat('chair'), { seat: seat('late'), now: later(9) }))
    const sends = withCamera(room, 'late')
    expect(recordableStreams(sends).map(({ seat: of }) => of)).not.toContain(seat('late'))
    const consents = followConsents(sends, onFile(true, 'chair', 'member', 'late'), later(10))
    expect(recordableStreams(consents).map(({ seat: of }) => of)).toContain(seat('late'))
  })

  it('ends at once when the patient withdraws, and drops a person who does', () => {
    expect(followConsents(running(), onFile(false, 'chair', 'member'), later(6)).recording).toMatchObject({
      state: 'ended', end: { reason: 'patient-withdrew' },
    })
    const without = followConsents(running(), onFile(true, 'chair'), later(6))
    expect(without.recording).toMatchObject({ state: 'running', declined: [seat('member')] })
    expect(recordableStreams(without)).toHaveLength(1)
  })

  it('keeps the no that somebody said here while their yes still stands on file, until they say yes here', () => {
    const all = onFile(true, 'chair', 'member')
    const no = followConsents(must(declineRecording(running(), seat('member'), later(6))), all, later(7))
    expect(no.recording).toMatchObject({ consented: [seat('chair')], declined: [seat('member')] })
    expect(hasRefused(no, seat('member'))).toBe(true)
    expect(followConsents(takeBackNo(no, seat('member')), all, later(8)).recording).toMatchObject({ consented: [seat('chair'), seat('member')], declined: [] })
  })

  it('ends by the kill switch, by the host and by the operating room, whose no is a veto', () => {
    expect(must(blockVideo(running(), seat('chair'), later(7))).recording).toMatchObject({ state: 'ended', end: { reason: 'kill-switch' } })
    expect(stopRecording(running(), seat('member'), later(7))).toEqual({ ok: false, error: 'room.not-host' })
    expect(must(stopRecording(running(), seat('chair'), later(7))).recording?.end?.reason).toBe('stopped')
    const room = must(admit(comes(running(), person('surgeon', 'requester')), seat('chair'), { seat: seat('surgeon'), now: later(8) }))
    expect(must(declineRecording(room, seat('surgeon'), later(9))).recording?.end?.reason).toBe('vetoed')
  })

  it('lights its lamp only while it runs', () => {
    expect(setLamp(asked(), later(1)).recording?.lampSince).toBeNull()
    const lit = setLamp(running(), later(6))
    expect(lit.recording?.lampSince).toEqual(later(6))
    expect(must(stopRecording(lit, seat('chair'), later(7))).recording?.lampSince).toBeNull()
  })
})
