-- CreateTable
CREATE TABLE "room_message" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "author_name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "room_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "room_state" (
    "session_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "state" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "room_state_pkey" PRIMARY KEY ("session_id")
);

-- CreateIndex
CREATE INDEX "room_message_session_id_sent_at_idx" ON "room_message"("session_id", "sent_at");

-- AddForeignKey
ALTER TABLE "room_message" ADD CONSTRAINT "room_message_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "consult_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "room_state" ADD CONSTRAINT "room_state_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "consult_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Open to whom the case is open; a message is the writer's own and is written once.
GRANT SELECT, INSERT ON room_message TO lienvien_app;
GRANT SELECT, INSERT, UPDATE ON room_state TO lienvien_app;

ALTER TABLE room_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE room_message FORCE ROW LEVEL SECURITY;
ALTER TABLE room_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE room_state FORCE ROW LEVEL SECURITY;

CREATE POLICY parties_read ON room_message FOR SELECT
  USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));
CREATE POLICY author_writes ON room_message FOR INSERT
  WITH CHECK (
    author_id = (SELECT app_practitioner())
    AND organization_id = (SELECT app_organization())
    AND EXISTS (SELECT 1 FROM consult_session WHERE consult_session.id = session_id AND consult_session.case_id = room_message.case_id));
CREATE POLICY parties_of_case ON room_state
  USING (EXISTS (SELECT 1 FROM consult_case WHERE consult_case.id = case_id));

CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON room_message FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON room_message FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
