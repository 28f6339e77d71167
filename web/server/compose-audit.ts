import { journalFolder, readJournalText } from '#adapters/audit-witness/witness-journal.ts'
import { fingerprintOf } from '#adapters/audit-witness/witness-key.ts'
import { readLine } from '#adapters/audit-witness/testimony-line.ts'
import { exportEntry, exportHead, exportTail, type ExportedWitness } from '#adapters/fhir/exchange/audit-export.ts'
import { makeDisclosePatient, makeExportTrail, makeFindSubjects, makeSearchTrail } from '#core/audit/search-trail.ts'
import type { CasePorts } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { Store } from '#prisma/store.ts'

interface Foundation extends Pick<CasePorts, 'clock'> {
  readonly store: Store
  /** Where the witness keeps its journal, if it stands on this machine. */
  readonly dataDirectory: string
}

/** What the witness saw of one hospital's chain; lines of other hospitals are theirs. */
async function witnessOf(dataDirectory: string, organization: OrganizationId): Promise<ExportedWitness | null> {
  const journal = await readJournalText(journalFolder(dataDirectory))
  if (journal === null) return null
  return { publicPem: journal.publicPem, lines: journal.lines.filter((line) => readLine(line, journal.publicPem)?.organization === organization) }
}

/** What the auditor does with the hospital's trail. */
export function composeAudit({ store, clock, dataDirectory }: Foundation) {
  const ports = { atomically: store.atomically, clock }
  const begin = makeExportTrail(ports)
  return {
    searchTrail: makeSearchTrail(ports),
    findSubjects: makeFindSubjects(ports),
    disclosePatient: makeDisclosePatient(ports),
    /** The whole chain as one FHIR bundle, link by link, so that years of it need no more memory than a page. */
    exportTrail: async (actor: Actor) => {
      const begun = await begin(actor)
      if (!begun.ok) return begun
      return { ok: true, value: { at: begun.value.at, text: bundleOf(actor, begun.value.at) } } as const
    },
    /** The short name of the witness's key, to be compared with the one that was written down. */
    witnessKey: async (): Promise<string | null> => {
      const journal = await readJournalText(journalFolder(dataDirectory))
      return journal === null ? null : fingerprintOf(journal.publicPem)
    },
  }

  async function* bundleOf(actor: Actor, at: Date): AsyncGenerator<string> {
    yield exportHead(actor.organization, at)
    let after = 0
    for (;;) {
      const links = await store.auditLinks(actor, after)
      const last = links.at(-1)
      if (last === undefined) break
      yield links.map((link, index) => `${after === 0 && index === 0 ? '' : ','}${exportEntry(link)}`).join('')
      after = last.sequence
    }
    yield exportTail(await witnessOf(dataDirectory, actor.organization), after === 0)
  }
}
