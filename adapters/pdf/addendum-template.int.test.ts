import { execFileSync } from 'node:child_process'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { addendumDocument, addendumForm } from '#core/minutes/addendum.ts'
import type { SignedMinutes } from '#core/minutes/minutes.ts'
import type { PrintOrder } from '#core/minutes/ports.ts'
import { brandId } from '#core/shared/ids.ts'
import { makeMinutesRenderer } from './minutes-renderer.ts'
import { openPrintBrowser } from './print-browser.ts'
import { sampleOrder } from './test-order.ts'

const browser = openPrintBrowser({ chromium: inject('printBrowserBin'), pages: 1, onBlocked: () => undefined })
afterAll(() => browser.close())

/** An addendum to the sample minutes, with these words of dissent. */
function addendum(dissent: string): PrintOrder {
  const { id, form, document, version, frozenAt } = sampleOrder()
  const sealed = brandId<SignedMinutes['sealed']>('ab'.repeat(32))
  const signed: SignedMinutes = {
    status: 'signed', id, case: brandId('case-1'), version, amends: null, form, document, frozenAt, frozenBy: form.chair.practitioner,
    rendered: sealed, sealed, signatures: [], seals: [], signedAt: new Date('2026-11-21T09:00:00Z'),
  }
  const words: Readonly<Record<string, string>> = { amendment: 'Meropenem 2 g mỗi 8 giờ theo kháng sinh đồ.', dissent }
  const { content } = addendumDocument('Có kết quả kháng sinh đồ.')
  return {
    ...sampleOrder(), amends: id, version: 2, form: addendumForm(signed, 1),
    document: {
      type: 'doc',
      content: content.map((section) => {
        const text = words[section.attrs.key] ?? ''
        return text === '' ? section : { ...section, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }
      }),
    },
  }
}

const print = async (order: PrintOrder): Promise<string> =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: await makeMinutesRenderer(browser).render(order), encoding: 'utf8' })

describe('a printed addendum', () => {
  it('names what it adds to, says why and what, has a place for every signer, and repeats nothing of what was signed', async () => {
    const text = await print(addendum(''))
    for (const words of [
      'PHỤ LỤC BIÊN BẢN HỘI CHẨN', 'Bổ sung cho biên bản hội chẩn số HC-0421/BBHC, phiên bản 1', 'ab'.repeat(32), 'NGUYỄN THỊ HƯỜNG', 'Lý do lập phụ lục',
      'Có kết quả kháng sinh đồ.', 'Nội dung bổ sung, sửa đổi', 'Meropenem 2 g mỗi 8 giờ', 'THƯ KÝ', 'CHỦ TỌA', 'Hoàng Văn Sơn', 'HC-0421/BBHC-PL1',
    ]) expect(text).toContain(words)
    for (const words of ['TRÍCH BIÊN BẢN', 'Kết luận (sau khi', 'THÔNG TIN HỘI CHẨN TỪ XA', 'Ý kiến bảo lưu']) expect(text).not.toContain(words)
  })

  it('prints a dissent where there is one', async () => {
    expect(await print(addendum('Chưa đồng ý tăng liều.'))).toMatch(/Ý kiến bảo lưu[\s\S]*Chưa đồng ý tăng liều\./)
  })
})
