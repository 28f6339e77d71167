import type { Clock } from '#core/shared/clock.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { ChainFault } from './chain.ts'
import type { AuditChains, AuditForwarder, Witness } from './ports.ts'
import type { Testimony } from './witness.ts'

interface WatchPorts {
  readonly chains: AuditChains
  readonly witness: Witness
  readonly clock: Clock
}

/** Notes outside the database what the chains have grown by since the last time; answers by how many links. */
export const makeWitnessChains =
  ({ chains, witness, clock }: WatchPorts) =>
  async (): Promise<number> => {
    let noted = 0
    for (;;) {
      const grown: Testimony[] = []
      for (const { organization, sequence } of await chains.heads()) {
        if (witness.end(organization) >= sequence) continue
        const links = await chains.after(organization, witness.end(organization))
        const [first] = links
        // A gap is the nightly check's to name; what stands behind it is witnessed all the same.
        if (first !== undefined) grown.push({ organization, from: first.sequence, hashes: links.map(({ hash }) => hash), at: clock() })
      }
      if (grown.length === 0) return noted
      await witness.note(grown)
      noted += grown.reduce((sum, { hashes }) => sum + hashes.length, 0)
    }
  }

/** Hands on to the hospital's collector what the chains have grown by; `sent` is where each was left. */
export const makeForwardChains =
  ({ chains, forwarder, sent }: Pick<WatchPorts, 'chains'> & { readonly forwarder: AuditForwarder; readonly sent: { get(one: OrganizationId): number; set(one: OrganizationId, to: number): Promise<void> } }) =>
  async (): Promise<number> => {
    let count = 0
    for (const { organization, sequence } of await chains.heads()) {
      while (sent.get(organization) < sequence) {
        const links = await chains.after(organization, sent.get(organization))
        const last = links.at(-1)
        if (last === undefined) break
        await forwarder.forward(organization, links)
        await sent.set(organization, last.sequence)
        count += links.length
      }
    }
    return count
  }

export interface FoundFault {
  readonly organization: OrganizationId
  readonly fault: ChainFault
}

/** Checks every hospital's chain against itself and against what was witnessed, and keeps what it found for the auditors. */
export const makeCheckChains =
  ({ chains, witness, clock }: WatchPorts) =>
  async (): Promise<{ readonly checked: number; readonly faults: readonly FoundFault[] }> => {
    const faults: FoundFault[] = []
    let checked = 0
    for (const { organization } of await chains.heads()) {
      const witnessed = await witness.recall(organization)
      const found = await chains.verify(organization, witnessed)
      await chains.keep(organization, { ...found, at: clock(), witnessed: witnessed.size })
      checked += found.links
      if (found.fault !== null) faults.push({ organization, fault: found.fault })
    }
    return { checked, faults }
  }
