-- Whoever turned a microphone or a camera off meant the silence; on the timeline it must not look like what was lost.
ALTER TABLE recording_event DROP CONSTRAINT kind_known, ADD CONSTRAINT kind_known CHECK (kind IN (
  'joined', 'left', 'away', 'back', 'main', 'presenter', 'speaking', 'silent', 'drawn', 'frozen', 'wiped', 'consented', 'declined', 'lost', 'resumed', 'muted', 'unmuted'));
