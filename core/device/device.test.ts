import { describe, expect, it } from 'vitest'
import { exampleActors, exampleNow } from '#core/case/testing.ts'
import { brandId, type DeviceId } from '#core/shared/ids.ts'
import { askStands, codeStands, isGuessablePin, pairingCode, standingOfDevice, typedCode, type RoomDevice } from './device.ts'
import { makeApproveAsk, makeAskPhone, makeCollectAsk, makeFindDevice, makeListStaff, makeLookAtAsk, makeRecordAtDevice } from './identify.ts'
import { makePairDevice, makeRegisterDevice, makeRenewCode, makeRevokeDevice, makeViewDevices } from './keep-devices.ts'
import { makeDeviceWorld } from './testing.ts'

const must = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const error = (result: { readonly ok: true } | { readonly ok: false; readonly error: string }): string => (result.ok ? 'ok' : result.error)
const { ownAdmin, requester, hubAdmin, coordinator, ownAuditor, chair } = exampleActors

/** A device of the asking hospital whose code has been typed. */
async function paired() {
  const { world, told, ports } = makeDeviceWorld(exampleNow, [requester.practitioner])
  const verbs = {
    register: makeRegisterDevice(ports), renew: makeRenewCode(ports), revoke: makeRevokeDevice(ports), view: makeViewDevices(ports), pair: makePairDevice(ports),
    find: makeFindDevice(ports), ask: makeAskPhone(ports), look: makeLookAtAsk(ports), approve: makeApproveAsk(ports), collect: makeCollectAsk(ports), note: makeRecordAtDevice(ports), staff: makeListStaff(ports),
  }
  const made = must(await verbs.register(ownAdmin, { name: ' Phòng hội chẩn ' }))
  const { credential } = must(await verbs.pair(made.code))
  const device = await verbs.find(credential)
  if (device === null) throw new Error('not paired')
  const later = (ms: number): void => void (world.now = new Date(world.now.getTime() + ms))
  return { ...verbs, told, later, made, credential, device }
}

describe('the list of devices', () => {
  it.each([['a doctor', requester], ['a coordinator', coordinator], ['an auditor', ownAuditor]] as const)('is not for %s', async (_who, actor) => {
    const { register, renew, revoke, view, device } = await paired()
    for (const refused of [await register(actor, { name: 'x' }), await renew(actor, { device: device.id }), await revoke(actor, { device: device.id }), await view(actor)]) {
      expect(error(refused)).toBe('device.not-allowed')
    }
  })

  it('wants a name', async () => {
    const { register } = await paired()
    for (const name of ['', '   ', 'x'.repeat(81)]) expect(error(await register(ownAdmin, { name }))).toBe('device.no-name')
  })

  it('is told in the audit, by name of what happened and of whom, without any secret', async () => {
    const { renew, revoke, told, device, credential, made } = await paired()
    must(await renew(ownAdmin, { device: device.id }))
    must(await revoke(ownAdmin, { device: device.id }))
    expect(told.map(({ actor, payload }) => [actor, payload.type])).toEqual([
      [ownAdmin.practitioner, 'device.registered'], [null, 'device.paired'], [ownAdmin.practitioner, 'device.code-made'], [ownAdmin.practitioner, 'device.revoked'],
    ])
    for (const secret of [credential, made.code]) expect(JSON.stringify(told)).not.toContain(secret)
  })
})

describe('a code', () => {
  it('is ten letters that nobody confuses, each as likely as another', () => {
    let turn = 0
    const code = pairingCode((count) => Uint8Array.from({ length: count }, () => (turn += 37) % 256))
    expect(code).toMatch(/^[A-HJKMNP-TV-Z2-9]{10}$/)
    expect(typedCode(' abcde-fgh jk ')).toBe('ABCDEFGHJK')
  })

  it('makes one machine the device, once and within half an hour', async () => {
    const { register, pair, later, made } = await paired()
    expect(error(await pair(made.code))).toBe('device.code-wrong')
    const another = must(await register(ownAdmin, { name: 'B' }))
    later(codeStands)
    expect(error(await pair(another.code))).toBe('device.code-wrong')
    expect(error(await pair('ABCDEFGHJK'))).toBe('device.code-wrong')
  })

  it('made anew takes the place of the machine before', async () => {
    const { renew, pair, find, credential, device } = await paired()
    const { code } = must(await renew(ownAdmin, { device: device.id }))
    expect(await find(credential)).toBeNull()
    expect(await find(must(await pair(code)).credential)).toMatchObject({ id: device.id, name: 'Phòng hội chẩn' })
  })

  it('opens nothing once the device is taken away, and neither does its credential', async () => {
    const { renew, revoke, pair, find, device, credential } = await paired()
    const { code } = must(await renew(ownAdmin, { device: device.id }))
    must(await revoke(ownAdmin, { device: device.id }))
    expect([error(await pair(code)), await find(credential), error(await revoke(ownAdmin, { device: device.id })), error(await renew(ownAdmin, { device: device.id }))])
      .toEqual(['device.code-wrong', null, 'device.not-found', 'device.not-found'])
  })
})

describe('a square on the screen', () => {
  it('is approved by whoever works there, once, and told once to the device that showed it', async () => {
    const { ask, look, approve, collect, device } = await paired()
    const { ask: shown, secret } = await ask(device)
    expect(must(await collect(device, shown.id))).toBeNull()
    expect(must(await look(requester, secret))).toEqual({ device: 'Phòng hội chẩn', check: shown.check })
    must(await approve(requester, secret))
    expect(error(await approve(requester, secret))).toBe('device.ask-over')
    expect(must(await collect(device, shown.id))).toBe(requester.practitioner)
    expect(error(await collect(device, shown.id))).toBe('device.ask-over')
  })

  it.each([['a doctor', chair], ['an administrator', hubAdmin]] as const)('is not for %s of another hospital', async (_who, actor) => {
    const { ask, look, approve, device } = await paired()
    const { secret } = await ask(device)
    expect([error(await look(actor, secret)), error(await approve(actor, secret))]).toEqual(['device.wrong-hospital', 'device.wrong-hospital'])
  })

  it('is over after two minutes, once the device is taken away, for a guess and for another device', async () => {
    const { ask, look, approve, collect, revoke, later, device } = await paired()
    const old = await ask(device)
    later(askStands)
    expect([error(await look(requester, old.secret)), error(await approve(requester, old.secret)), error(await collect(device, old.ask.id))]).toEqual(['device.ask-over', 'device.ask-over', 'device.ask-over'])
    const fresh = await ask(device)
    expect(error(await look(requester, 'a guess'))).toBe('device.ask-over')
    expect(error(await collect({ ...device, id: brandId<DeviceId>('another') }, fresh.ask.id))).toBe('device.ask-over')
    must(await revoke(ownAdmin, { device: device.id }))
    expect(error(await approve(requester, fresh.secret))).toBe('device.ask-over')
  })
})

it('the names to pick from are the hospital\'s own staff', async () => {
  const { staff, device } = await paired()
  expect(await staff(device.organization)).toEqual([{ id: requester.practitioner, name: `Người ${requester.practitioner}`, title: 'BS.' }])
})

it('coming and going is told under the person\'s own name', async () => {
  const { note, told, device } = await paired()
  await note(device, requester.practitioner, { by: 'qr' })
  await note(device, requester.practitioner, 'left')
  expect(told.slice(2).map(({ actor, payload }) => [actor, payload])).toEqual([
    [requester.practitioner, { type: 'device.identified', device: device.id, by: 'qr' }], [requester.practitioner, { type: 'device.left', device: device.id }],
  ])
})

it.each([
  ['000000', true], ['777777', true], ['123456', true], ['890123', true], ['987654', true], ['121212', true], ['123123', true], ['111222', true],
  ['150884', true], ['199007', true], ['246810', false], ['583920', false], ['904417', false],
])('the PIN %s is guessable: %s', (pin, guessable) => {
  expect(isGuessablePin(pin)).toBe(guessable)
})

it.each([
  [{ revokedAt: exampleNow }, 'revoked'], [{ pairedAt: exampleNow }, 'paired'], [{ codeUntil: new Date(exampleNow.getTime() + 1) }, 'waiting'], [{ codeUntil: exampleNow }, 'code-over'],
] as const)('a device with %o is %s', (given, standing) => {
  const device: RoomDevice = {
    id: brandId<DeviceId>('d'), organization: ownAdmin.organization, name: 'x', asset: null, registeredBy: ownAdmin.practitioner, registeredAt: exampleNow,
    codeUntil: null, pairedAt: null, revokedAt: null, ...given,
  }
  expect(standingOfDevice(device, exampleNow)).toBe(standing)
})
