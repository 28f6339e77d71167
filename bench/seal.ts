import { makePadesSealer } from '#adapters/pades/pades-sealer.ts'
import { openTestDeployment } from '#adapters/pki/test-deployment.ts'
import { makeMinutesRenderer } from '#adapters/pdf/minutes-renderer.ts'
import { openPrintBrowser } from '#adapters/pdf/print-browser.ts'
import { sampleOrder } from '#adapters/pdf/test-order.ts'
import { signatoriesOf } from '#core/minutes/signing-order.ts'
import type { Bench } from './bench.ts'

const pin = '246810'

/** From the frozen text to the sealed file with four signatures and their proofs, keys at hand; nobody is waited for. */
export const sealBench: Bench = {
  name: 'seal',
  purpose: 'frozen minutes to sealed PDF: print, four signatures with timestamps, long-term proofs (promised: p95 at most 1 s)',
  run: async ({ rounds, printBrowser }) => {
    const browser = openPrintBrowser({ chromium: printBrowser ?? '/usr/bin/chromium', pages: 1, onBlocked: () => undefined })
    const renderer = makeMinutesRenderer(browser)
    const deployment = openTestDeployment(new Date())
    const sealer = makePadesSealer(deployment)
    const order = sampleOrder()
    const signers = signatoriesOf(order.form)
    try {
      const credentials = await Promise.all(signers.map(async (one) => {
        const person = { practitioner: { id: one.practitioner, name: one.name }, organization: { id: one.organization, name: one.organization } }
        await deployment.issueSigningKey({ ...person, pin })
        const unlocked = await deployment.keys.unlock(one, pin)
        if (!unlocked.ok) throw new Error(unlocked.error)
        return unlocked.value
      }))
      const once = async (): Promise<{ readonly printed: number; readonly signed: number; readonly all: number }> => {
        const start = performance.now()
        let pdf = await sealer.reserve(await renderer.render(order), signers.map(({ field }) => field))
        const printed = performance.now() - start
        for (const [index, { field }] of signers.entries()) {
          const credential = credentials[index]
          if (credential === undefined) throw new Error('a signer without a key')
          pdf = await sealer.sign({ pdf, field, credential, capacity: 'Thành viên', reason: 'Ký biên bản hội chẩn', location: 'x', at: new Date() })
        }
        const signed = performance.now() - start - printed
        await sealer.addValidationData(pdf)
        return { printed, signed, all: performance.now() - start }
      }
      for (let warm = 0; warm < 5; warm += 1) await once()
      const [prints, signings, late]: [number[], number[], number[]] = [[], [], []]
      for (let round = 0; round < rounds; round += 1) {
        const times = []
        for (let one = 0; one < 20; one += 1) times.push(await once())
        const ordered = times.map(({ all }) => all).sort((a, b) => a - b)
        prints.push(Math.max(...times.map(({ printed }) => printed)))
        signings.push(Math.max(...times.map(({ signed }) => signed)))
        late.push(ordered[18] ?? Number.NaN)
      }
      return {
        voidRounds: 0,
        figures: [
          { name: 'frozen to sealed, p95', unit: 'ms', values: late },
          { name: 'of it printing and reserving, longest', unit: 'ms', values: prints },
          { name: 'of it four signatures with timestamps, longest', unit: 'ms', values: signings },
        ],
        remarks: ['PIN stretching is left out: it is the same wait for every key of the platform, and a token or service has its own'],
      }
    } finally {
      await browser.close()
    }
  },
}
