import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "../../api/connection.ts";
import { remember } from "../../api/device-memory.ts";
import { newId } from "../../api/new-id.ts";
import { sentencesFor } from "../../errors/sentences.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { notify } from "../../ui/notify.ts";

const route = getRouteApi("/pair");

/** On the phone: trade the code of the link for a token of its own. */
export function PairPage() {
  const { t, locale } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = route.useSearch();
  const [id] = useState(newId);
  const [code, setCode] = useState(search.code ?? "");
  const [name, setName] = useState(t.pair.defaultName);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function pair(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      const { token } = await api.call("pairDevice", { body: { id, code: code.trim(), name: name.trim() } });
      remember("token", token);
      await client.resetQueries();
      void notify({ kind: "done", title: t.pair.welcome });
      await navigate({ to: "/", replace: true });
    } catch (error) {
      const { what, safe, todo } = sentencesFor(error, locale);
      setProblem(`${what} ${safe} ${todo}`);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="mx-auto grid max-w-sm gap-5 px-5 py-12" onSubmit={pair} data-testid="pair-form">
      <div>
        <h1 className="text-title">{t.pair.title}</h1>
        {search.code === undefined && <p className="text-ink-2">{t.pair.text}</p>}
      </div>
      <TextField
        label={t.pair.code}
        value={code}
        onChange={setCode}
        dir="ltr"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        data-testid="pair-code-input"
      />
      <TextField
        label={t.pair.name}
        value={name}
        onChange={setName}
        maxLength={80}
        required
        data-testid="pair-name"
      />
      {problem && (
        <p role="alert" className="rounded-control bg-stop-soft p-4 text-stop" data-testid="pair-problem">
          {problem}
        </p>
      )}
      <Button
        type="submit"
        look="solid"
        size="lg"
        busy={busy}
        disabled={code.trim().length < 4 || name.trim() === ""}
        data-testid="pair-submit"
      >
        {t.pair.submit}
      </Button>
    </form>
  );
}
