import type { ClinicalMedia, ImagingStudy } from '#core/record/patient-record.ts'
import { frameOfMedia, mediaStudyUid } from '#core/viewing/media-frame.ts'

/** What a series is shown as: slices by the image engine, everything else as what it is. */
export type SeriesKind = 'pictures' | 'photograph' | 'clip' | 'document' | 'waveform' | 'report' | 'other'

export interface ViewerSeries {
  readonly uid: string
  readonly study: string
  readonly description: string
  readonly kind: SeriesKind
  readonly pictures: number
  /** The instance whose picture stands for the series. */
  readonly face: { readonly instance: string; readonly frame: number } | null
  /** Of a photograph, clip or paper of the record: under which id it is served; null for what lies in the archive. */
  readonly media: { readonly id: string; readonly hasThumbnail: boolean } | null
}

export interface ViewerStudy {
  readonly uid: string
  /** Empty for what the record holds beside its studies. */
  readonly modality: string
  readonly description: string
  readonly startedAt: string
  readonly series: readonly ViewerSeries[]
}

const imageClasses = '1.2.840.10008.5.1.4.1.1.'

/** Pictures, unless the class of the instance (PS3.4 B.5) says otherwise. */
function kindOf(sopClass: string): SeriesKind {
  const own = sopClass.startsWith(imageClasses) ? sopClass.slice(imageClasses.length) : ''
  if (own === '104.1') return 'document'
  // Electrocardiograms and other curves; sound is none.
  if (/^9\.[1-3]\./.test(own)) return 'waveform'
  // Structured reports; a key object selection is only a list of other pictures.
  if (own.startsWith('88.') && own !== '88.59') return 'report'
  return /^(9|88|11|104)\./.test(own) ? 'other' : 'pictures'
}

function presentStudy(study: ImagingStudy): ViewerStudy {
  return {
    uid: study.uid,
    modality: study.modality,
    description: study.description,
    startedAt: study.startedAt.toISOString(),
    series: study.series.map((series): ViewerSeries => {
      const middle = series.instances[Math.floor(series.instances.length / 2)]
      return {
        uid: series.uid,
        study: study.uid,
        description: series.description,
        kind: kindOf(series.instances[0]?.sopClass ?? ''),
        pictures: series.instances.reduce((sum, { frames }) => sum + frames, 0),
        face: middle === undefined ? null : { instance: middle.uid, frame: Math.ceil(middle.frames / 2) },
        media: null,
      }
    }),
  }
}

const kindOfMedia = { picture: 'photograph', video: 'clip', document: 'document' } as const

function presentMedia(media: readonly ClinicalMedia[]): readonly ViewerStudy[] {
  const [newest] = media
  if (newest === undefined) return []
  const series = media.map(({ id, kind, title, thumbnail }): ViewerSeries => {
    const { series: uid, instance, frame } = frameOfMedia(id)
    return { uid, study: mediaStudyUid, description: title, kind: kindOfMedia[kind], pictures: 1, face: { instance, frame }, media: { id, hasThumbnail: thumbnail !== null } }
  })
  return [{ uid: mediaStudyUid, modality: '', description: '', startedAt: newest.takenAt.toISOString(), series }]
}

/** The studies that a viewer opens, newest first, then the photographs, clips and papers; plain data for the browser. */
export const presentStudies = (studies: readonly ImagingStudy[], media: readonly ClinicalMedia[]): readonly ViewerStudy[] => [
  ...studies.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime()).map(presentStudy),
  ...presentMedia(media.toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime())),
]
