import account from './vi/account.json'
import accounts from './vi/accounts.json'
import activity from './vi/activity.json'
import admission from './vi/admission.json'
import assets from './vi/assets.json'
import audit from './vi/audit.json'
import casePage from './vi/case-page.json'
import caseWords from './vi/case-words.json'
import cases from './vi/cases.json'
import coordination from './vi/coordination.json'
import devices from './vi/devices.json'
import directory from './vi/directory.json'
import emergency from './vi/emergency.json'
import filing from './vi/filing.json'
import followUp from './vi/follow-up.json'
import glass from './vi/glass.json'
import guestDoor from './vi/guest-door.json'
import guests from './vi/guests.json'
import home from './vi/home.json'
import intake from './vi/intake.json'
import interop from './vi/interop.json'
import line from './vi/line.json'
import lineTest from './vi/line-test.json'
import links from './vi/links.json'
import meetings from './vi/meetings.json'
import minutes from './vi/minutes.json'
import minutesEditor from './vi/minutes-editor.json'
import minutesTemplates from './vi/minutes-templates.json'
import minutesWatch from './vi/minutes-watch.json'
import notices from './vi/notices.json'
import notifications from './vi/notifications.json'
import patients from './vi/patients.json'
import record from './vi/record.json'
import recordEntry from './vi/record-entry.json'
import recording from './vi/recording.json'
import refusals from './vi/refusals.json'
import refused from './vi/refused.json'
import request from './vi/request.json'
import retention from './vi/retention.json'
import room from './vi/room.json'
import roster from './vi/roster.json'
import schedule from './vi/schedule.json'
import shell from './vi/shell.json'
import signIn from './vi/sign-in.json'
import ui from './vi/ui.json'
import verify from './vi/verify.json'
import viewer from './vi/viewer.json'

/** Every sentence of the portal in Vietnamese, one file per area. */
export const vi = {
  account, accounts, activity, admission, assets, audit, casePage, caseWords, cases, coordination, devices, directory, emergency, filing,
  followUp, glass, guestDoor, guests, home, intake, interop, line, lineTest, links, meetings, minutes, minutesEditor,
  minutesTemplates, minutesWatch, notices, notifications, patients, record, recordEntry, recording, refusals, refused,
  request, retention, room, roster, schedule, shell, signIn, ui, verify, viewer,
}

/** The sentences that every language has. */
export type Messages = typeof vi
