import { sharePictures } from '#core/room/picture-budget.ts'
import type { Rung } from '#core/room/ladder.ts'
import { expect, test } from 'vitest'
import { limitEncodings, type LayeredEncoding } from './encodings.ts'
import { sendingOptions } from './sending-options.ts'

/** What a browser's sender of a 720-line camera is told to do on a rung, as one of so many pictures. */
async function encodingsOn(rung: Rung, place: 0 | 1): Promise<readonly LayeredEncoding[]> {
  const whole = sendingOptions('camera').encodings ?? []
  let told: RTCRtpSendParameters = { codecs: [], headerExtensions: [], rtcp: {}, transactionId: '', encodings: structuredClone(whole) }
  const sender = {
    track: { getSettings: () => ({ height: 720 }) },
    getParameters: () => structuredClone(told),
    setParameters: (next: RTCRtpSendParameters) => Promise.resolve(void (told = next)),
  }
  const limit = [...sharePictures(rung, [{ id: 'first', detail: false }, { id: 'second', detail: false }]).values()][place]
  if (limit !== undefined) await limitEncodings(sender as unknown as RTCRtpSender, whole, limit)
  return told.encodings
}

test('the second picture of a thin line is one a second, and every one of them goes to everybody', async () => {
  const [smallest, ...larger] = await encodingsOn('small', 1)
  expect(smallest).toMatchObject({ active: true, maxFramerate: 1, scalabilityMode: 'L1T1' })
  expect(larger.map(({ active }) => active)).toEqual([false, false])
})

test('a picture that moves comes in three frame rates, again too once the line is whole', async () => {
  for (const [rung, place] of [['small', 0], ['full', 0], ['full', 1]] as const)
    expect((await encodingsOn(rung, place)).map(({ scalabilityMode }) => scalabilityMode)).toEqual(['L1T3', 'L1T3', 'L1T3'])
})
