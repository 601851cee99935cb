// Keys of the workbench. They are read by event.code, so that an input method, caps lock or full-width punctuation makes no
// difference; nothing fires in a field or while composing. Every page works without this file: rows are links, forms post.
(function () {
  "use strict";
  var alt = document.body.dataset.keys === "alt", waiting = false, going = false, returning = null;
  var places = { KeyB: "/b/1", KeyR: ".nav a[href^='/rubric']", KeyL: "/journal" };

  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function one(selector, root) { return (root || document).querySelector(selector); }
  function rows() { return all("[data-row]"); }
  function here() { return one("[data-row][tabindex='0']") || rows()[0]; }
  function say(text, alarm) {
    var box = document.getElementById(alarm ? "alarm" : "toast");
    box.textContent = text;
    if (!alarm) { clearTimeout(say.timer); say.timer = setTimeout(function () { box.textContent = ""; }, 4000); }
  }
  function stand(row) {
    if (!row) { return; }
    rows().forEach(function (other) { other.tabIndex = other === row ? 0 : -1; });
    row.focus({ preventScroll: true });
    (row.closest("tbody.open") || row).scrollIntoView({ block: row.closest("tbody.open") ? "start" : "nearest" });
  }
  function step(by) {
    var list = rows(), at = list.indexOf(here());
    if (document.activeElement !== list[at]) { return stand(list[at]); }
    stand(list[Math.max(0, Math.min(list.length - 1, at + by))]);
  }
  function cycle(selector, by, current) {
    var list = all(selector), at = list.findIndex(current);
    return list.length ? list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length] : null;
  }
  function doubt(by) {
    var turn = one(by > 0 ? "a[rel=next]" : "a[rel=prev]");
    if (turn) { return turn.click(); }
    var next = cycle("[data-doubt]", by, function (item) { return item.classList.contains("at"); });
    if (!next) { return; }
    all("[data-doubt]").forEach(function (item) { item.classList.toggle("at", item === next); });
    one("a", next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
  function place(by) {
    var next = cycle("#page .stops [data-place]", by, function (item) { return item.getAttribute("aria-current"); });
    if (next) { next.click(); } else { say("这一项没有别的佐证处"); }
  }
  // The page stands so that what is looked at, else the first mark of the open line, can be seen.
  function seek() {
    var pane = one("#page .page-scroll"), mark = pane && (one(".on", pane) || one("a.mk[data-fig]", pane));
    if (!mark) { return; }
    var at = mark.getBoundingClientRect(), box = pane.getBoundingClientRect();
    if (at.top < box.top || at.bottom > box.bottom) { pane.scrollTop += at.top - box.top - box.height / 3; }
  }
  function across() {
    var page = one("#page .page-scroll"), on = document.activeElement;
    if (!page) { return; }
    if (on && on.closest && on.closest("#page")) { return stand(here()); }
    page.focus();
  }
  function open(row) {
    var link = row && (one("a[hx-get]", row) || one("a[href]", row));
    if (link) { link.click(); }
  }
  function act(code) {
    var row = here(), body = row && row.closest("tbody"), button = one("[data-act=" + code + "]", body && body.classList.contains("open") ? body : document);
    if (row && row.hasAttribute("aria-expanded") && row.getAttribute("aria-expanded") !== "true") { return say("先按 Enter 展开这一项"); }
    if (!button) { return; }
    if (waiting) { return; }
    var form = button.form, reason = form && one("[name=reason]", form), points = form && (one("[name=points]:checked", form) || one("[name=points]", form));
    if (code === "KeyA" || code === "KeyU") { return button.click(); }
    if (code === "KeyE" && points) { return points.focus(); }
    if (reason && !reason.value.trim()) { reason.focus(); return say("先写理由，再按 Enter 或点按钮"); }
    button.click();
  }
  function go(code) {
    var id = document.body.dataset.submission, target = places[code];
    if (code === "KeyS" || code === "KeyD" || code === "KeyF") {
      if (!id) { return say("先打开一份材料"); }
      target = "/s/" + id + { KeyS: "", KeyD: "/diff", KeyF: "/f" }[code];
    }
    if (!target) { return; }
    if (target.charAt(0) !== "/") { target = one(target).getAttribute("href"); }
    location.href = target;
  }
  function help() {
    var dialog = document.getElementById("help");
    if (dialog.open) { return dialog.close(); }
    returning = document.activeElement;
    dialog.showModal();
  }
  var keys = {
    KeyJ: function () { step(1); }, KeyK: function () { step(-1); }, KeyN: function () { doubt(1); }, KeyP: function () { doubt(-1); },
    BracketLeft: function () { place(-1); }, BracketRight: function () { place(1); }, KeyO: across,
    KeyA: act, KeyE: act, KeyX: act, KeyC: act, KeyU: act,
    KeyG: function () { going = true; say("g … b 批次　s 评分　d 差异　f 疑点　r 规则　l 记录"); },
  };

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) { return; }
    var target = event.target, field = /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "radio";
    if (event.key === "Escape") {
      if (field || target.type === "radio") { target.blur(); stand(here()); }
      return;
    }
    if (field || event.repeat && keys[event.code] === act) { return; }
    if (event.code === "Enter" && target.hasAttribute && target.hasAttribute("data-row")) { event.preventDefault(); return open(target); }
    if (event.code === "Slash") {
      event.preventDefault();
      if (event.shiftKey) { return help(); }
      var find = document.getElementById("find");
      return find && find.focus();
    }
    if (alt !== event.altKey || document.getElementById("help").open) { return; }
    if (going) { going = false; if (event.code in places || /^Key[SDF]$/.test(event.code)) { event.preventDefault(); return go(event.code); } }
    if (keys[event.code]) { event.preventDefault(); keys[event.code](event.code); }
  });

  document.addEventListener("click", function (event) {
    var target = event.target.closest ? event.target : null;
    if (!target) { return; }
    var helper = target.closest("a[href='#help']"), closer = target.closest("#help a[href='#main']"), reason = target.closest("[data-reason]");
    if (helper) { event.preventDefault(); help(); }
    if (closer) { event.preventDefault(); document.getElementById("help").close(); }
    if (reason) {
      var field = one("[name=reason]", reason.closest("form"));
      field.value = field.value ? field.value + "；" + reason.dataset.reason : reason.dataset.reason;
      field.focus();
    }
    var figure = target.closest("[data-fig]");
    if (figure) {
      all(".figs tr.on").forEach(function (row) { row.classList.remove("on"); });
      figure.closest("tr").classList.add("on");
    }
    var mark = target.closest("#page a.mk[data-line]"), leads = mark && one("tr[data-line='" + mark.dataset.line + "']");
    if (leads) {
      event.preventDefault();
      if (leads.getAttribute("aria-expanded") === "true") { stand(leads); } else { open(leads); }
    }
    var row = target.closest("[data-row]");
    if (row && !target.closest("a, button, input, select, summary, label")) { stand(row); open(row); }
  });
  document.getElementById("help").addEventListener("close", function () { if (returning) { returning.focus(); } });

  document.addEventListener("focusin", function (event) {
    var row = event.target.closest && event.target.closest("[data-row]");
    if (row && event.target === row) { rows().forEach(function (other) { other.tabIndex = other === row ? 0 : -1; }); }
  });

  // After a swap the focus stands where the work goes on: on the refused field, else on the open line.
  var moving = false, settling;
  document.addEventListener("htmx:beforeRequest", function (event) {
    waiting = true;
    moving = !(event.detail.target && event.detail.target.id === "page");
  });
  document.addEventListener("htmx:afterRequest", function (event) { if (!event.detail.successful) { waiting = false; } });
  document.addEventListener("htmx:afterSettle", function () {
    clearTimeout(settling);
    settling = setTimeout(settled, 0);
  });
  function settled() {
    waiting = false;
    seek();
    if (!moving || !document.querySelector("#totals")) { return; }
    document.getElementById("alarm").textContent = "";
    var refused = one(".decide [role=alert]"), at = one("[data-doubt].on");
    if (refused) { one("[name=reason]", refused.closest(".decide")).focus(); } else { stand(one("tbody.open [data-row]") || here()); }
    if (at) { at.parentNode.scrollTop = at.offsetTop; }
  }
  function lost(text) { waiting = false; say(text, true); }
  document.addEventListener("htmx:sendError", function () { lost("意见没有保存。服务没有应答，内容还在输入框里；重新打开 docscore 后再试。"); });
  document.addEventListener("htmx:responseError", function (event) {
    var status = event.detail.xhr.status;
    if (status === 401) { return lost("意见没有保存：登录已到期，内容还在输入框里。请在新窗口登录后再试。"); }
    lost(status === 403 ? "意见没有保存：没有这项权限，或页面已过期。请刷新后再试。" : "意见没有保存，内容还在输入框里。请稍后再试。");
  });
  // What one line had typed is not lost when another opens: the browser asks before leaving the page.
  window.addEventListener("beforeunload", function (event) {
    var typed = all(".decide form#set [name=reason]").some(function (field) { return field.value && field.value !== field.defaultValue; });
    if (typed && !waiting) { event.preventDefault(); }
  });

  seek();
  var start = one("tbody.open [data-row]");
  if (start && (document.activeElement === document.body || !document.activeElement)) { stand(start); }
  var doubtful = one(".drawer li.on");
  if (doubtful) { doubtful.parentNode.scrollTop = doubtful.offsetTop; }
})();
