import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { portal } from '#web/server/compose.ts'
import { ConsentCard } from './consent-card.tsx'

/** A case's consent to recording and its recordings, as far as they concern this viewer. */
export async function CaseRecording({ actor, caseId }: { readonly actor: Actor; readonly caseId: CaseId }) {
  const [consent, recordings] = await Promise.all([
    portal().viewPatientConsent(actor, { case: caseId, kind: 'recording' }),
    portal().listRecordings(actor, caseId),
  ])
  return consent.ok ? <ConsentCard caseId={caseId} consent={consent.value} recordings={recordings.length} /> : null
}
