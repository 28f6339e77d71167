import type { ImagingStudy } from '#core/record/patient-record.ts'

/** What a series is shown as: most are pictures; some instances are papers or curves. */
export type SeriesKind = 'pictures' | 'document' | 'other'

export interface ViewerSeries {
  readonly uid: string
  readonly study: string
  readonly description: string
  readonly kind: SeriesKind
  readonly pictures: number
  /** The instance whose picture stands for the series. */
  readonly face: { readonly instance: string; readonly frame: number } | null
}

export interface ViewerStudy {
  readonly uid: string
  readonly modality: string
  readonly description: string
  readonly startedAt: string
  readonly series: readonly ViewerSeries[]
}

const encapsulatedPdf = '1.2.840.10008.5.1.4.1.1.104.1'
/** Waveforms, structured reports and presentation states carry no picture of their own. */
const pictureless = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(9\.|88\.|11\.|104\.)/

/** The studies that a viewer opens, newest first; plain data for the browser. */
export const presentStudies = (studies: readonly ImagingStudy[]): readonly ViewerStudy[] =>
  [...studies]
    .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
    .map((study) => ({
      uid: study.uid,
      modality: study.modality,
      description: study.description,
      startedAt: study.startedAt.toISOString(),
      series: study.series.map((series): ViewerSeries => {
        const [first] = series.instances
        const middle = series.instances[Math.floor(series.instances.length / 2)]
        const kind = first?.sopClass === encapsulatedPdf ? 'document' : pictureless.test(first?.sopClass ?? '') ? 'other' : 'pictures'
        return {
          uid: series.uid,
          study: study.uid,
          description: series.description,
          kind,
          pictures: series.instances.reduce((sum, { frames }) => sum + frames, 0),
          face: middle === undefined ? null : { instance: middle.uid, frame: Math.ceil(middle.frames / 2) },
        }
      }),
    }))
