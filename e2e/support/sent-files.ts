import sharp from 'sharp'
import { demoStudies } from '#prisma/seed/imaging/demo-studies.ts'
import { fileOf } from '#prisma/seed/imaging/seed-archive.ts'
import { oneZip } from '#web/features/intake/client/one-zip.ts'

const takenAt = Date.now()

/** A photograph, as a telephone would take it of a paper strip; its name and its bytes are used once, since the same twice are one. */
export const photograph = {
  title: `Điện tim ${takenAt}`,
  bytes: async (): Promise<Uint8Array> => {
    const strip = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="420"><rect width="640" height="420" fill="#fbe9e7"/><path d="M0 210h90l14-90 16 170 14-80h120l14-90 16 170 14-80h120l14-90 16 170 14-80h168" fill="none" stroke="#222" stroke-width="12"/><text x="20" y="400" font-size="30">${takenAt}</text></svg>`)
    return new Uint8Array(await sharp(strip).jpeg().toBuffer())
  },
}

export const droppedStudy = 'CLVT từ đĩa CD'
export const droppedSeries = 'Nhu mô từ đĩa CD'

/** A zip of three CT slices of this patient, under identifiers that no run before has used. */
export async function slicesAsZip(hospitalNumber: string, name: string): Promise<Uint8Array> {
  const study = demoStudies.find(({ key }) => key === 'stroke')
  const [series] = study?.series ?? []
  if (study === undefined || series === undefined) throw new Error('the demo world has no stroke')
  const uid = `1.2.826.0.1.3680043.10.999.90.${Date.now()}`
  const own = { ...study, uid, description: droppedStudy, patient: { ...study.patient, hospitalNumber, name } }
  const placed = await Promise.all([0, 1, 2].map(async (at) => {
    const bytes = await fileOf(own, { ...series, uid: `${uid}.1`, description: droppedSeries, count: 3 }, { index: 10 + at, startedAt: new Date() })
    return { path: `CD/IM${at}`, file: new File([Uint8Array.from(bytes)], `IM${at}`) }
  }))
  return new Uint8Array(await (await oneZip(placed, () => undefined)).arrayBuffer())
}
