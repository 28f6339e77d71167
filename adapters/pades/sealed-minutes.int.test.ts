import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { openPrintBrowser } from '#adapters/pdf/print-browser.ts'
import { makeMinutesRenderer } from '#adapters/pdf/minutes-renderer.ts'
import { openTestDeployment } from '#adapters/pki/test-deployment.ts'
import { initialDocument } from '#core/minutes/initial-document.ts'
import { makeFileMinutes } from '#core/minutes/file-minutes.ts'
import { makeFreezeMinutes } from '#core/minutes/freeze-minutes.ts'
import { makeGatherFacts } from '#core/minutes/gather-facts.ts'
import { makeOpenMinutes } from '#core/minutes/open-minutes.ts'
import { makeRenderMinutes } from '#core/minutes/render-minutes.ts'
import { makeSignMinutes } from '#core/minutes/sign-minutes.ts'
import { sampleFacts } from '#core/minutes/test-facts.ts'
import { makeMemoryFiles, makeMinutesWorld, sampleActor } from '#core/minutes/test-world.ts'
import { brandId } from '#core/shared/ids.ts'
import { ok } from '#core/shared/result.ts'
import { makePadesSealer } from './pades-sealer.ts'

const folder = mkdtempSync(join(tmpdir(), 'lien-vien-minutes-'))
const browser = openPrintBrowser({ chromium: inject('printBrowserBin'), pages: 1, onBlocked: () => undefined })
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const facts = sampleFacts()
const complete = {
  type: 'doc' as const,
  content: initialDocument(facts).content.map((section) => ({
    ...section,
    content: [...section.content, { type: 'paragraph', content: [{ type: 'text', text: 'Đã thống nhất ý kiến.' }] }],
  })),
}

/** pdfsig's verdict, given the file's name in the folder. */
function pdfsig(name: string): { readonly valid: number; readonly bad: number } {
  const report = execFileSync('pdfsig', ['-nocert', name], { cwd: folder, encoding: 'utf8' })
  return { valid: report.match(/Signature is Valid\./g)?.length ?? 0, bad: report.match(/Invalid|Mismatch|modified/gi)?.length ?? 0 }
}

describe('a consult’s minutes with real print, keys and signatures', () => {
  it('are frozen, rendered, signed by four in order, and filed; every signature holds after every step', async () => {
    const world = makeMinutesWorld(makeMemoryFiles((bytes) => brandId(hash(bytes))))
    const deployment = openTestDeployment(new Date())
    const sealer = makePadesSealer(deployment)
    const clock = (): Date => new Date()
    let ids = 0
    const ports = { atomically: world.atomically, clock, newId: () => `id-${++ids}` }
    const gatherFacts = makeGatherFacts({ readBundle: () => facts.record, specialtyName: () => 'Ngoại tổng hợp' })
    const jobs = { ...ports, atomically: world.forCase, sealer, seals: deployment.seals, renderer: makeMinutesRenderer(browser), verifyUrlOf: () => 'https://lienvien.example/verify/1' }
    for (const person of [facts.chair, facts.secretary, ...facts.members]) {
      await deployment.issueSigningKey({
        practitioner: { id: person.practitioner, name: person.name }, organization: { id: person.organization, name: person.organizationName }, pin: '246810',
      })
    }

    const opened = await makeOpenMinutes({ ...ports, gatherFacts })(sampleActor('secretary'), { case: world.case })
    if (!opened.ok) throw new Error(opened.error)
    await world.repositories.liveMinutes.begin(opened.value.minutes.id, new Uint8Array())
    const frozen = await makeFreezeMinutes({ ...ports, gatherFacts, drafts: { settle: async () => ok(null), read: () => ok(complete) } })(sampleActor('chair'), { case: world.case })
    expect(frozen).toMatchObject({ ok: true })
    expect(await makeRenderMinutes(jobs)({ case: world.case, version: 1 })).toBe('rendered')

    const sign = makeSignMinutes({ ...ports, keys: deployment.keys, seals: deployment.seals, sealer })
    expect(await sign(sampleActor('secretary'), { case: world.case, version: 1, pin: '111222' })).toEqual({ ok: false, error: 'signing.wrong-pin' })
    for (const [index, part] of (['secretary', 'member', 'requester', 'chair'] as const).entries()) {
      const signed = await sign(sampleActor(part), { case: world.case, version: 1, pin: '246810' })
      if (!signed.ok) throw new Error(signed.error)
      const file = await world.repositories.files.get(signed.value.sealed)
      if (file === null) throw new Error('no file')
      expect(hash(file.bytes)).toBe(signed.value.sealed)
      writeFileSync(join(folder, `${part}.pdf`), file.bytes)
      expect(pdfsig(`${part}.pdf`)).toEqual({ valid: index + 1, bad: 0 })
      const verdict = await sealer.verify(file.bytes)
      expect(verdict.whole).toBe(true)
      expect(verdict.signatures.every((one) => one.timestamped && one.trusted)).toBe(true)
    }

    expect(await makeFileMinutes(jobs)({ case: world.case, version: 1 })).toBe('filed')
    const text = execFileSync('pdftotext', ['-layout', 'chair.pdf', '-'], { cwd: folder, encoding: 'utf8' })
    expect(text).toContain('TRÍCH BIÊN BẢN HỘI CHẨN')
    expect(text).toContain('Đã thống nhất ý kiến.')
    expect(world.filed).toMatchObject([{ kind: 'consult-minutes', title: 'Biên bản hội chẩn HC-0421/BBHC' }])
  }, 150_000)
})
