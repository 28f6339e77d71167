import enAccount from './en/account.json'
import enAccounts from './en/accounts.json'
import enActivity from './en/activity.json'
import enAssets from './en/assets.json'
import enAudit from './en/audit.json'
import enCasePage from './en/case-page.json'
import enCaseWords from './en/case-words.json'
import enCases from './en/cases.json'
import enCoordination from './en/coordination.json'
import enDevices from './en/devices.json'
import enDirectory from './en/directory.json'
import enEmergency from './en/emergency.json'
import enFiling from './en/filing.json'
import enFollowUp from './en/follow-up.json'
import enGlass from './en/glass.json'
import enGuestDoor from './en/guest-door.json'
import enGuests from './en/guests.json'
import enHome from './en/home.json'
import enIntake from './en/intake.json'
import enInterop from './en/interop.json'
import enLine from './en/line.json'
import enLineTest from './en/line-test.json'
import enLinks from './en/links.json'
import enMeetings from './en/meetings.json'
import enMinutes from './en/minutes.json'
import enMinutesEditor from './en/minutes-editor.json'
import enNotices from './en/notices.json'
import enNotifications from './en/notifications.json'
import enPatients from './en/patients.json'
import enRecord from './en/record.json'
import enRecordEntry from './en/record-entry.json'
import enRecording from './en/recording.json'
import enRefusals from './en/refusals.json'
import enRefused from './en/refused.json'
import enRequest from './en/request.json'
import enRetention from './en/retention.json'
import enMinutesWatch from './en/minutes-watch.json'
import enMinutesTemplates from './en/minutes-templates.json'
import enRoom from './en/room.json'
import enRoster from './en/roster.json'
import enSchedule from './en/schedule.json'
import enShell from './en/shell.json'
import enSignIn from './en/sign-in.json'
import enUi from './en/ui.json'
import enVerify from './en/verify.json'
import enViewer from './en/viewer.json'
import viAccount from './vi/account.json'
import viAccounts from './vi/accounts.json'
import viActivity from './vi/activity.json'
import viAssets from './vi/assets.json'
import viAudit from './vi/audit.json'
import viCasePage from './vi/case-page.json'
import viCaseWords from './vi/case-words.json'
import viCases from './vi/cases.json'
import viCoordination from './vi/coordination.json'
import viDevices from './vi/devices.json'
import viDirectory from './vi/directory.json'
import viEmergency from './vi/emergency.json'
import viFiling from './vi/filing.json'
import viFollowUp from './vi/follow-up.json'
import viGlass from './vi/glass.json'
import viGuestDoor from './vi/guest-door.json'
import viGuests from './vi/guests.json'
import viHome from './vi/home.json'
import viIntake from './vi/intake.json'
import viInterop from './vi/interop.json'
import viLine from './vi/line.json'
import viLineTest from './vi/line-test.json'
import viLinks from './vi/links.json'
import viMeetings from './vi/meetings.json'
import viMinutes from './vi/minutes.json'
import viMinutesEditor from './vi/minutes-editor.json'
import viNotices from './vi/notices.json'
import viNotifications from './vi/notifications.json'
import viPatients from './vi/patients.json'
import viRecord from './vi/record.json'
import viRecordEntry from './vi/record-entry.json'
import viRecording from './vi/recording.json'
import viRefusals from './vi/refusals.json'
import viRefused from './vi/refused.json'
import viRequest from './vi/request.json'
import viRetention from './vi/retention.json'
import viMinutesWatch from './vi/minutes-watch.json'
import viMinutesTemplates from './vi/minutes-templates.json'
import viRoom from './vi/room.json'
import viRoster from './vi/roster.json'
import viSchedule from './vi/schedule.json'
import viShell from './vi/shell.json'
import viSignIn from './vi/sign-in.json'
import viUi from './vi/ui.json'
import viVerify from './vi/verify.json'
import viViewer from './vi/viewer.json'

const vi = {
  account: viAccount,
  accounts: viAccounts,
  activity: viActivity,
  assets: viAssets,
  audit: viAudit,
  casePage: viCasePage,
  caseWords: viCaseWords,
  cases: viCases,
  coordination: viCoordination,
  devices: viDevices,
  directory: viDirectory,
  emergency: viEmergency,
  filing: viFiling,
  followUp: viFollowUp,
  glass: viGlass,
  guestDoor: viGuestDoor,
  guests: viGuests,
  home: viHome,
  intake: viIntake,
  line: viLine,
  lineTest: viLineTest,
  links: viLinks,
  meetings: viMeetings,
  minutes: viMinutes,
  minutesEditor: viMinutesEditor,
  notices: viNotices,
  notifications: viNotifications,
  patients: viPatients,
  record: viRecord,
  recordEntry: viRecordEntry,
  recording: viRecording,
  interop: viInterop,
  refusals: viRefusals,
  refused: viRefused,
  request: viRequest,
  retention: viRetention,
  minutesWatch: viMinutesWatch,
  minutesTemplates: viMinutesTemplates,
  room: viRoom,
  roster: viRoster,
  schedule: viSchedule,
  shell: viShell,
  signIn: viSignIn,
  ui: viUi,
  verify: viVerify,
  viewer: viViewer,
}

export type Messages = typeof vi

/** Every sentence of the portal, one file per area and language; a key missing in English does not compile. */
export const catalogue: { readonly vi: Messages; readonly en: Messages } = {
  vi,
  en: {
    account: enAccount,
    accounts: enAccounts,
  activity: enActivity,
    assets: enAssets,
    audit: enAudit,
    casePage: enCasePage,
    caseWords: enCaseWords,
    cases: enCases,
    coordination: enCoordination,
    devices: enDevices,
    directory: enDirectory,
    emergency: enEmergency,
    filing: enFiling,
    followUp: enFollowUp,
    glass: enGlass,
    guestDoor: enGuestDoor,
    guests: enGuests,
    home: enHome,
    intake: enIntake,
    line: enLine,
    lineTest: enLineTest,
    links: enLinks,
    meetings: enMeetings,
  minutes: enMinutes,
  minutesEditor: enMinutesEditor,
    notices: enNotices,
    notifications: enNotifications,
    patients: enPatients,
    record: enRecord,
    recordEntry: enRecordEntry,
    recording: enRecording,
    interop: enInterop,
    refusals: enRefusals,
    refused: enRefused,
    request: enRequest,
    retention: enRetention,
    minutesWatch: enMinutesWatch,
    minutesTemplates: enMinutesTemplates,
    room: enRoom,
    roster: enRoster,
    schedule: enSchedule,
    shell: enShell,
    signIn: enSignIn,
    ui: enUi,
    verify: enVerify,
  viewer: enViewer,
  },
}
