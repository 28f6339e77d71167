import type { AssetKind } from '#core/asset/asset.ts'
import type { PrismaClient } from '#prisma/generated/client.ts'
import { scopedDb } from '#prisma/repositories/scoped-db.ts'
import { demoId } from './demo-ids.ts'
import { hospitalId, type DemoHospital } from './hospitals.ts'

type Kept = readonly [kind: AssetKind, name: string, seats: number | null, note: string]

const kept: Readonly<Partial<Record<DemoHospital, readonly Kept[]>>> = {
  songHan: [
    ['consult-room', 'Phòng hội chẩn tầng 3', 12, 'Hai màn hình 65 inch, chìa khóa ở phòng Kế hoạch tổng hợp'],
    ['consult-room', 'Phòng hội chẩn tầng 5', 8, ''],
    ['hall', 'Hội trường A', 120, 'Có bàn chủ tọa và ba micro'],
    ['operating-room', 'Phòng mổ 4', null, 'Camera trần và camera nội soi'],
    ['cart', 'Xe hội chẩn số 1', null, ''],
    ['ultrasound', 'Máy siêu âm xách tay', null, 'Sạc đầy trước khi mang đi'],
  ],
  baLang: [
    ['consult-room', 'Phòng hội chẩn nhà B', 10, ''],
    ['cart', 'Xe hội chẩn khoa Cấp cứu', null, ''],
  ],
}

/** Writes the demo hospitals' rooms and equipment, as their administrators would; a second run adds nothing. */
export async function seedAssets(client: PrismaClient): Promise<void> {
  for (const hospital of ['songHan', 'baLang'] as const) {
    const organizationId = hospitalId(hospital)
    const ask = scopedDb(client, { organization: organizationId, practitioner: null, roles: ['admin'] })
    const data = (kept[hospital] ?? []).map(([kind, name, seats, note]) => ({ id: demoId(`asset:${hospital}:${name}`), organizationId, kind, name, seats, note }))
    await ask((db) => db.asset.createMany({ data, skipDuplicates: true }))
  }
}
