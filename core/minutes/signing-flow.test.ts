import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#core/directory/actor.ts'
import { brandId, type OrganizationId } from '#core/shared/ids.ts'
import { err, ok } from '#core/shared/result.ts'
import type { MinutesDocument } from './document.ts'
import { makeFileMinutes } from './file-minutes.ts'
import { makeFreezeMinutes } from './freeze-minutes.ts'
import { makeGatherFacts } from './gather-facts.ts'
import { makeOpenMinutes } from './open-minutes.ts'
import type { MinutesRenderer, MinutesSealer, OrganizationSeals, SigningKeys } from './ports.ts'
import { makeRenderMinutes } from './render-minutes.ts'
import { makeReturnMinutes } from './return-minutes.ts'
import { makeSignMinutes } from './sign-minutes.ts'
import { sampleFacts } from './test-facts.ts'
import { makeMinutesWorld, sampleActor, type MinutesWorld } from './test-world.ts'

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words)

/** Ports as words: a file is the list of what was done to it. */
const renderer: MinutesRenderer = { render: async (order) => bytes(`v${order.version}`) }
const sealer: MinutesSealer = {
  reserve: async (pdf, fields) => bytes(`${text(pdf)} [${fields.join(' ')}]`),
  sign: async (order) => bytes(`${text(order.pdf)} +${order.field}`),
  addValidationData: async (pdf) => bytes(`${text(pdf)} +DSS`),
  verify: async () => ({ signatures: [], unsignedFields: [], whole: true }),
}
const keys: SigningKeys = {
  unlock: async ({ practitioner }, pin) =>
    pin === '246810'
      ? ok({ certificate: new Uint8Array(), chain: [], serial: '01', subject: practitioner, algorithm: 'ECDSA', sign: async (data) => data })
      : err('signing.wrong-pin'),
}

const sealing = new Set<OrganizationId>()
const seals: Pick<OrganizationSeals, 'inUse' | 'unlock'> = {
  inUse: async (hospitals) => hospitals.filter((one) => sealing.has(one)),
  unlock: async (hospital) =>
    sealing.has(hospital) ? ok({ certificate: new Uint8Array(), chain: [], serial: '0a', subject: hospital, algorithm: 'ECDSA', sign: async (data) => data }) : err('signing.no-key'),
}

let world: MinutesWorld
let ids = 0
const clock = (): Date => new Date('2026-11-21T08:00:00Z')
const newId = (): string => `id-${++ids}`

const useCases = () => {
  const ports = { atomically: world.atomically, clock, newId }
  const jobs = { atomically: world.forCase, clock, newId, renderer, sealer, seals, verifyUrlOf: () => 'https://x.example' }
  const gatherFacts = makeGatherFacts({ readBundle: () => sampleFacts().record, specialtyName: () => 'Ngoại tổng hợp' })
  return {
    open: makeOpenMinutes({ ...ports, gatherFacts }),
    freeze: makeFreezeMinutes({ ...ports, gatherFacts, drafts: { settle: async () => ok(null), read: (state) => ok(JSON.parse(text(state)) as MinutesDocument) } }),
    sign: makeSignMinutes({ ...ports, keys, seals, sealer }),
    sendBack: makeReturnMinutes(ports),
    render: makeRenderMinutes(jobs),
    file: makeFileMinutes(jobs),
  }
}

async function writeAndFreeze() {
  const { open, freeze } = useCases()
  const opened = await open(sampleActor('secretary'), { case: world.case })
  if (!opened.ok) throw new Error(opened.error)
  const written: MinutesDocument = {
    type: 'doc',
    content: opened.value.minutes.document.content.map((section) => ({
      ...section, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Đã thống nhất.' }] }],
    })),
  }
  await world.repositories.liveMinutes.begin(opened.value.minutes.id, bytes(JSON.stringify(written)))
  return freeze(sampleActor('chair'), { case: world.case })
}

const signAs = (actor: Actor, version = 1, pin = '246810') => useCases().sign(actor, { case: world.case, version, pin })
const told = (kind: string): readonly string[] => world.notices.filter((one) => one.kind === kind).map((one) => one.recipient)

beforeEach(() => {
  world = makeMinutesWorld()
  sealing.clear()
})

describe('from the draft to the record', () => {
  it('goes freeze, render, secretary, members, chair, filing', async () => {
    const { render, file } = useCases()
    expect(await writeAndFreeze()).toMatchObject({ ok: true, value: { status: 'frozen', version: 1 } })
    expect(world.jobs).toEqual([{ name: 'render-minutes', case: world.case, version: 1 }])
    expect(world.status()).toBe('awaiting-signatures')
    expect(await render({ case: world.case, version: 1 })).toBe('rendered')
    expect(told('minutes.to-sign')).toEqual(['secretary'])

    expect(await signAs(sampleActor('chair'))).toEqual({ ok: false, error: 'minutes.not-your-turn' })
    for (const part of ['secretary', 'member', 'requester', 'chair'] as const) {
      expect(await signAs(sampleActor(part))).toMatchObject({ ok: true })
    }
    expect(told('minutes.to-sign')).toEqual(['secretary', 'district', 'icu', 'chair'])
    expect(world.status()).toBe('signed')
    expect(world.jobs.at(-1)).toEqual({ name: 'file-minutes', case: world.case, version: 1 })

    expect(await file({ case: world.case, version: 1 })).toBe('filed')
    expect(world.status()).toBe('awaiting-outcome')
    expect(told('minutes.filed')).toEqual(['district'])
    const [filed] = world.filed
    const stored = filed ? await world.repositories.files.get(filed.file) : null
    expect(text(stored?.bytes ?? new Uint8Array())).toBe('v1 [ThuKy ThanhVien1 ThanhVien2 ChuToa] +ThuKy +ThanhVien2 +ThanhVien1 +ChuToa +DSS')
    expect(world.audit.map((one) => one.type)).toEqual([
      'case.moved', 'minutes.frozen', 'minutes.rendered', 'minutes.signed', 'minutes.signed', 'minutes.signed', 'minutes.signed', 'case.moved',
      'minutes.filed', 'case.moved',
    ])
  })

  it('does every step once, however often a job comes again', async () => {
    const { render, file } = useCases()
    await writeAndFreeze()
    expect(await render({ case: world.case, version: 1 })).toBe('rendered')
    expect(await render({ case: world.case, version: 1 })).toBe('nothing-to-do')
    expect(await file({ case: world.case, version: 1 })).toBe('nothing-to-do')
    for (const part of ['secretary', 'requester', 'member', 'chair'] as const) await signAs(sampleActor(part))
    expect(await file({ case: world.case, version: 1 })).toBe('filed')
    expect(await file({ case: world.case, version: 1 })).toBe('nothing-to-do')
    expect(world.filed).toHaveLength(1)
  })

  it('files nothing that does not verify', async () => {
    await writeAndFreeze()
    await useCases().render({ case: world.case, version: 1 })
    for (const part of ['secretary', 'requester', 'member', 'chair'] as const) await signAs(sampleActor(part))
    const doubtful: MinutesSealer = { ...sealer, verify: async () => ({ signatures: [], unsignedFields: [], whole: false }) }
    const file = makeFileMinutes({ atomically: world.forCase, clock, newId, sealer: doubtful })
    await expect(file({ case: world.case, version: 1 })).rejects.toThrow('not whole')
    expect(world.filed).toEqual([])
    expect(world.status()).toBe('signed')
  })
})

describe('refusals', () => {
  it('only the chair freezes, only complete minutes, and only once', async () => {
    const { open, freeze } = useCases()
    await open(sampleActor('secretary'), { case: world.case })
    expect(await freeze(sampleActor('secretary'), { case: world.case })).toEqual({ ok: false, error: 'minutes.not-chair' })
    expect(await freeze(sampleActor('chair'), { case: world.case })).toEqual({ ok: false, error: 'minutes.incomplete' })
    await writeAndFreeze()
    expect(await freeze(sampleActor('chair'), { case: world.case })).toEqual({ ok: false, error: 'minutes.frozen' })
  })

  it('a wrong PIN signs nothing', async () => {
    await writeAndFreeze()
    await useCases().render({ case: world.case, version: 1 })
    expect(await signAs(sampleActor('secretary'), 1, '111222')).toEqual({ ok: false, error: 'signing.wrong-pin' })
    expect(await world.repositories.minutes.latest(world.case)).toMatchObject({ status: 'signing', signatures: [] })
  })

  it('nobody signs before the page is rendered, nor a version they have not seen', async () => {
    await writeAndFreeze()
    expect(await signAs(sampleActor('secretary'))).toEqual({ ok: false, error: 'minutes.not-signing' })
    await useCases().render({ case: world.case, version: 1 })
    expect(await signAs(sampleActor('secretary'), 2)).toEqual({ ok: false, error: 'minutes.superseded' })
  })

  it('someone outside the case finds no minutes', async () => {
    await writeAndFreeze()
    const stranger: Actor = { ...sampleActor('chair'), practitioner: brandId('stranger') }
    expect(await signAs(stranger)).toEqual({ ok: false, error: 'case.not-found' })
  })
})

describe('sending back', () => {
  it('voids what was signed, keeps it, and opens the next version, which is signed anew', async () => {
    const { sendBack, freeze, render } = useCases()
    await writeAndFreeze()
    await render({ case: world.case, version: 1 })
    await signAs(sampleActor('secretary'))
    const back = { case: world.case, version: 1, reason: 'Sai liều' }
    expect(await sendBack(sampleActor('requester'), { ...back, reason: ' ' })).toEqual({ ok: false, error: 'minutes.no-reason' })
    expect(await sendBack(sampleActor('requester'), back)).toMatchObject({ ok: true, value: { status: 'draft', version: 2 } })
    expect(world.status()).toBe('returned')
    expect(told('minutes.returned')).toEqual(['secretary', 'icu', 'chair'])
    expect(await signAs(sampleActor('member'))).toEqual({ ok: false, error: 'minutes.not-signing' })
    expect(await freeze(sampleActor('chair'), { case: world.case })).toMatchObject({ ok: true, value: { version: 2 } })
    expect(await render({ case: world.case, version: 1 })).toBe('nothing-to-do')
    expect(await render({ case: world.case, version: 2 })).toBe('rendered')
    expect(await signAs(sampleActor('secretary'), 2)).toMatchObject({ ok: true })
    const [first] = await world.repositories.minutes.versions(world.case)
    expect(first).toMatchObject({ status: 'returned', reason: 'Sai liều', signatures: [{ field: 'ThuKy' }] })
  })
})

describe('the hospital’s seal', () => {
  const signAll = async (): Promise<void> => {
    for (const part of ['secretary', 'member', 'requester', 'chair'] as const) await signAs(sampleActor(part))
  }
  const latest = () => world.repositories.minutes.latest(world.case)

  it('is reserved when in use, and given after the last person, before the proofs', async () => {
    const hospital = sampleActor('chair').organization
    sealing.add(hospital)
    await writeAndFreeze()
    await useCases().render({ case: world.case, version: 1 })
    expect(await latest()).toMatchObject({ status: 'signing', seals: [{ organization: hospital, field: 'ConDau1', given: null }] })
    await signAll()
    const signed = await latest()
    expect(signed).toMatchObject({ status: 'signed', seals: [{ given: { certificateSerial: '0a' } }] })
    const stored = signed?.status === 'signed' ? await world.repositories.files.get(signed.sealed) : null
    expect(text(stored?.bytes ?? new Uint8Array())).toMatch(/\+ChuToa \+ConDau1 \+DSS$/)
  })

  it('that cannot be given holds the last signature back', async () => {
    sealing.add(sampleActor('chair').organization)
    await writeAndFreeze()
    await useCases().render({ case: world.case, version: 1 })
    sealing.clear()
    await signAll()
    expect(await signAs(sampleActor('chair'))).toEqual({ ok: false, error: 'signing.seal-unavailable' })
    expect(await latest()).toMatchObject({ status: 'signing' })
  })
})
