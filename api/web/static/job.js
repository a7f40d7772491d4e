// Follows a job and shows its progress; the page has the result when it ends.
"use strict";
const bar = document.querySelector("#share");
const said = document.querySelector("#said");
const events = new EventSource(bar.dataset.events);
const reload = () => location.reload();
events.addEventListener("progress", (e) => {
  const job = JSON.parse(e.data);
  bar.value = 100 * job.share;
  if (job.state === "running") {
    said.textContent = job.findings.toLocaleString("en") + (job.findings === 1 ? " finding so far" : " findings so far");
  }
});
for (const last of ["done", "failed", "cancelled"]) {
  events.addEventListener(last, () => {
    events.close();
    reload();
  });
}
events.addEventListener("error", () => {
  if (events.readyState === EventSource.CLOSED) {
    setTimeout(reload, 3000);
  }
});
