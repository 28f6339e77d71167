import type { PrismaClient } from '#prisma/generated/client.ts'
import { scopedDb } from '#prisma/repositories/scoped-db.ts'
import { demoId } from './demo-ids.ts'
import { hospitalId, hubLinks } from './hospitals.ts'
import { person } from './people.ts'

const signedAt = new Date('2025-06-20T09:00:00+07:00')

/** Writes the contract behind the one demo link that has an end, as its two hospitals' administrators would; a second run adds nothing. */
export async function seedContracts(client: PrismaClient): Promise<void> {
  const [hub, satellite] = [hospitalId('songHan'), hospitalId('ngocVan')]
  const link = hubLinks.find((one) => one.hub === hub && one.satellite === satellite)
  if (link === undefined || link.validUntil === null) throw new Error('the demo link has no end')
  const id = demoId(`contract:${hub}:${satellite}`)
  const asAdmin = (organization: typeof hub) => scopedDb(client, { organization, practitioner: null, roles: ['admin'] })
  const known = await asAdmin(hub)((db) => db.hubContract.count({ where: { id } }))
  if (known > 0) return
  const data = [{
    id, hubId: hub, satelliteId: satellite, specialties: [...link.specialties], validFrom: link.validFrom, validUntil: link.validUntil,
    number: '07/2025/HĐ-HCTX', status: 'proposed', proposedById: person('trungkien').id, proposedByHospitalId: hub, proposedAt: signedAt,
    duties: 'Bệnh viện Sông Hàn cử bác sĩ trực hội chẩn cả ngày lẫn đêm. Trung tâm Y tế Ngọc Vân chuẩn bị hồ sơ, thông tin cho người bệnh và lưu biên bản.',
    cost: 'Không thu phí; Sở Y tế chi theo đề án khám, chữa bệnh từ xa.',
  }]
  await asAdmin(hub)((db) => db.hubContract.createMany({ data }))
  const answer = { status: 'accepted', answeredById: person('quochuy').id, answeredByHospitalId: satellite, answeredAt: signedAt }
  await asAdmin(satellite)((db) => db.hubContract.updateMany({ where: { id }, data: answer }))
}
