import { getTranslations } from 'next-intl/server'
import type { ClinicalMedia, ImagingStudy } from '#core/record/patient-record.ts'
import { viewerEngineAddress } from '#web/server/viewer-engine.ts'
import { TextLink } from '#web/ui/text-link.tsx'
import { ImageViewer } from './image-viewer.tsx'
import { presentStudies } from './present-studies.ts'

interface ViewerPageProps {
  readonly studies: readonly ImagingStudy[]
  readonly media: readonly ClinicalMedia[]
  readonly base: string
  readonly captureTo: string | null
  readonly back: { readonly href: string; readonly of: 'case' | 'patient' }
}

/** The viewer alone on a screen. */
export async function ViewerPage({ studies, media, base, captureTo, back }: ViewerPageProps) {
  const t = await getTranslations('viewer')
  return (
    <main className="flex h-dvh flex-col bg-stage">
      <header className="flex h-9 shrink-0 items-center gap-4 border-b border-line bg-surface px-3 text-dense">
        <h1 className="font-semibold">{t('title')}</h1>
        <TextLink quiet href={back.href}>{t(back.of === 'case' ? 'back' : 'backToPatient')}</TextLink>
      </header>
      <div className="min-h-0 flex-1">
        <ImageViewer studies={presentStudies(studies, media)} base={base} engineAddress={await viewerEngineAddress()} captureTo={captureTo} />
      </div>
    </main>
  )
}
