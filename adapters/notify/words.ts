import type { NoticeKind } from '#core/case/notice.ts'
import type { Message, Outgoing } from '#core/notify/ports.ts'

/** What a message says, and the page of the portal that it leads to: never who the patient is or what is wrong. */
export interface Words {
  readonly title: string
  readonly body: string
  /** What a letter has room for besides: one line each. */
  readonly lines: readonly string[]
  readonly path: string
}

const vi = {
  'case.submitted': 'Một yêu cầu hội chẩn mới chờ điều phối.',
  'case.needs-info': 'Điều phối viên hỏi thêm thông tin.',
  'case.answered': 'Bác sĩ yêu cầu đã bổ sung thông tin.',
  'case.rejected': 'Một yêu cầu không được tiếp nhận, có đề nghị hướng xử lý.',
  'case.cancelled': 'Một ca hội chẩn đã bị hủy.',
  'invitation.received': 'Bạn được mời hội chẩn.',
  'invitation.withdrawn': 'Bạn không còn trong thành phần của một buổi hội chẩn.',
  'invitation.accepted': 'Một người được mời đã nhận lời.',
  'invitation.declined': 'Một người được mời đã từ chối, cần mời người khác.',
  'handover.offered': 'Một ca hội chẩn được bàn giao cho bạn, chờ bạn nhận.',
  'handover.received': 'Một ca hội chẩn vừa chuyển sang bạn điều phối.',
  'handover.taken': 'Một ca hội chẩn của bạn đã có điều phối viên khác nhận.',
  'handover.declined': 'Người được bàn giao chưa nhận ca hội chẩn; ca vẫn do bạn điều phối.',
  'session.scheduled': 'Một ca hội chẩn của bạn đã có giờ.',
  'session.placed': 'Nơi họp của một ca hội chẩn vừa được ghi.',
  'asset.lost': 'Một ca hội chẩn mất phòng hoặc thiết bị đã đặt.',
  'meeting.room-lost': 'Một buổi giao ban mất phòng hoặc thiết bị đã đặt.',
  'session.opened': 'Phòng hội chẩn đã mở.',
  'session.line-check': 'Sắp đến giờ hội chẩn: hãy thử đường truyền.',
  'minutes.to-sign': 'Một biên bản hội chẩn chờ bạn ký.',
  'minutes.returned': 'Một biên bản hội chẩn bị trả lại.',
  'minutes.filed': 'Một biên bản hội chẩn đã lưu vào hồ sơ.',
  'minutes.damaged': 'Một biên bản đã lưu không còn nguyên vẹn, cần kiểm tra ngay.',
  'minutes.reminder': 'Nhắc lại: một biên bản hội chẩn vẫn chờ bạn viết hoặc ký.',
  'minutes.overdue': 'Một biên bản chờ ký quá 3 ngày, cần liên hệ người ký.',
  'filing.dead': 'Một biên bản chưa gửi được tới hệ thống của bệnh viện.',
  'meeting.planned': 'Bạn có lịch giao ban mới.',
  'meeting.changed': 'Một buổi giao ban của bạn đổi giờ.',
  'meeting.cancelled': 'Một buổi giao ban của bạn đã hủy.',
  'round.planned': 'Một buổi giao ban của bạn đã có danh sách người bệnh.',
  'round.changed': 'Danh sách người bệnh của một buổi giao ban của bạn vừa thay đổi.',
  'refused.waiting': 'Có bản tin HL7 gửi tới bệnh viện chưa nhận được vào hồ sơ, cần xử lý.',
  'glass.broken': 'Một ca hội chẩn vừa được truy cập khẩn cấp ngoài quyền, cần bạn xét.',
  'advice.decided': 'Bác sĩ điều trị đã trả lời kết luận hội chẩn.',
  'outcome.due': 'Còn 2 ngày để báo kết quả một ca hội chẩn.',
  'outcome.overdue': 'Một ca hội chẩn quá hạn báo kết quả.',
  'outcome.reported': 'Một ca hội chẩn đã có kết quả thực hiện.',
  'account.password-link': 'Quản trị viên vừa tạo đường dẫn đặt lại mật khẩu của bạn. Nếu bạn không yêu cầu, hãy báo ngay cho quản trị viên bệnh viện.',
  'account.factors-reset': 'Quản trị viên vừa xóa xác thực hai bước của bạn. Nếu bạn không yêu cầu, hãy báo ngay cho quản trị viên bệnh viện.',
  'link.proposed': 'Một bệnh viện đề nghị ký hợp đồng liên kết.',
  'link.answered': 'Một đề nghị hợp đồng liên kết đã có trả lời.',
  'link.ended': 'Một hợp đồng liên kết vừa bị chấm dứt trước hạn.',
  'link.ending': 'Một hợp đồng liên kết sắp hết hạn, cần gia hạn.',
} as const satisfies Readonly<Record<NoticeKind, string>>

const en = {
  'case.submitted': 'A new consult request waits for coordination.',
  'case.needs-info': 'The coordinator asks for more information.',
  'case.answered': 'The requesting doctor has added information.',
  'case.rejected': 'A request was not accepted; a suggestion is attached.',
  'case.cancelled': 'A consult was cancelled.',
  'invitation.received': 'You are invited to a consult.',
  'invitation.withdrawn': 'You are no longer expected at a consult.',
  'invitation.accepted': 'An invited person has accepted.',
  'invitation.declined': 'An invited person has declined; somebody else is needed.',
  'handover.offered': 'A consult is handed over to you; it waits for your answer.',
  'handover.received': 'A consult is now yours to coordinate.',
  'handover.taken': 'Another coordinator has taken on one of your consults.',
  'handover.declined': 'Your handover was not accepted; the consult stays with you.',
  'session.scheduled': 'One of your consults has been given a time.',
  'session.placed': 'The place of one of your consults was noted.',
  'asset.lost': 'A consult has lost its room or equipment.',
  'meeting.room-lost': 'A recurring meeting has lost its room or equipment.',
  'session.opened': 'The consult room is open.',
  'session.line-check': 'A consult is about to begin: test your line.',
  'minutes.to-sign': 'Consult minutes wait for your signature.',
  'minutes.returned': 'Consult minutes were returned.',
  'minutes.filed': 'Consult minutes were filed into the record.',
  'minutes.damaged': 'Stored minutes are no longer intact; check them now.',
  'minutes.reminder': 'Reminder: consult minutes still wait for you to write or sign them.',
  'minutes.overdue': 'Minutes have waited for a signature for over 3 days; reach the signer.',
  'filing.dead': "Minutes could not be sent to the hospital's system.",
  'meeting.planned': 'You are expected at a new recurring meeting.',
  'meeting.changed': 'A recurring meeting of yours has another time.',
  'meeting.cancelled': 'A recurring meeting of yours was called off.',
  'round.planned': 'A recurring meeting of yours has its list of patients.',
  'round.changed': 'The list of patients of a recurring meeting of yours has changed.',
  'refused.waiting': 'HL7 messages sent to the hospital were not taken into the record; they wait for you.',
  'glass.broken': 'A case was opened in need without a right to it: please review.',
  'advice.decided': 'The treating doctor has answered the conclusion.',
  'outcome.due': 'Two days are left to report the outcome of a consult.',
  'outcome.overdue': 'The outcome of a consult is overdue.',
  'outcome.reported': 'A consult has its outcome reported.',
  'account.password-link': 'An administrator of your hospital has made a way to a new password for you. If you did not ask, tell them at once.',
  'account.factors-reset': 'An administrator of your hospital has reset your second factor. If you did not ask, tell them at once.',
  'link.proposed': 'A hospital proposes a contract with yours.',
  'link.answered': 'A proposed contract has been answered.',
  'link.ended': 'A contract between hospitals was ended before its time.',
  'link.ending': 'A contract between hospitals is about to end; it has to be renewed.',
} as const satisfies Readonly<Record<NoticeKind, string>>

const ringWords = {
  vi: (from: string): Pick<Words, 'title' | 'body'> => ({ title: `CẤP CỨU: ${from} đang gọi`, body: 'Mở Liên Viện để nhận hoặc chuyển ngay.' }),
  en: (from: string): Pick<Words, 'title' | 'body'> => ({ title: `EMERGENCY: ${from} is calling`, body: 'Open Liên Viện to answer or hand on at once.' }),
} as const

const digestWords = {
  vi: (count: number): string => `Bạn có ${count} việc chưa xem.`,
  en: (count: number): string => (count === 1 ? '1 notice waits for you.' : `${count} notices wait for you.`),
} as const

/** Puts a message into words. */
export function wordsOf({ message, language }: Pick<Outgoing, 'message' | 'language'>): Words {
  const sentences = language === 'vi' ? vi : en
  switch (message.about) {
    case 'ring':
      return { ...ringWords[language](message.from), lines: [], path: '/' }
    case 'digest': {
      const all = message.counts.reduce((sum, [, count]) => sum + count, 0)
      return { title: 'Liên Viện', body: digestWords[language](all), lines: message.counts.map(([kind, count]) => `${count} × ${sentences[kind]}`), path: '/' }
    }
    case 'notice':
      return { title: 'Liên Viện', body: sentences[message.kind], lines: [], path: pathOf(message) }
  }
}

/** What stands in a calendar for an appointment: the case's code and the two hospitals. */
export const appointmentWords = {
  vi: { summary: (code: string): string => `Hội chẩn ${code}`, answer: 'Trả lời lời mời và vào phòng trong Liên Viện.', meeting: 'Xem và đổi lịch giao ban trong Liên Viện.' },
  en: { summary: (code: string): string => `Consult ${code}`, answer: 'Answer the invitation and enter the room in Liên Viện.', meeting: 'See the recurring meetings in Liên Viện.' },
} as const

function pathOf({ kind, case: about }: Extract<Message, { readonly about: 'notice' }>): string {
  if (kind === 'glass.broken') return '/audit/break-glass'
  if (kind === 'refused.waiting') return '/refused'
  if (kind.startsWith('meeting.') || kind.startsWith('round.')) return '/schedule/meetings'
  if (kind === 'account.password-link' || kind === 'account.factors-reset') return '/account'
  if (kind.startsWith('link.')) return '/links'
  return about === null ? '/' : `/cases/${about}`
}

/** Whether it must reach somebody within seconds. */
export const isRing = (message: Message): boolean => message.about === 'ring'
