"""Pages of the ways of reading that are remembered: the list, one of them, its file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.accounts.viewing import SignedIn, signed_in
from thidua.exchange.errors import ExchangeError
from thidua.exchange.importer import importer_of
from thidua.exchange.mapping_files import read_mapping
from thidua.exchange.models import TableShape
from thidua.exchange.queries import may_change_shape, newest_of_each, table_shapes_visible_to
from thidua.exchange.shape_page import ShapeFileForm, ShapeForm, rows_of, whose
from thidua.exchange.table_shapes import change_table_shape, retire_table_shape
from thidua.exchange.targets import title_of
from thidua.language import as_sentence
from thidua.matching.mapping import TableMapping
from thidua.matching.written import UnreadableMappingError, to_yaml
from thidua.web.components import Crumb
from thidua.web.forms import first_fault
from thidua.web.queries import act_sent


@require_GET
@signed_in
def table_shapes_page(request: SignedIn) -> HttpResponse:
    """Every way of reading that is remembered where somebody loads."""
    importer_of(request)
    shapes = newest_of_each(table_shapes_visible_to(request.user))
    context = {"rows": rows_of(shapes), "crumbs": _crumbs()}
    return render(request, "exchange/table_shapes.html", context)


def _crumbs(shape: TableShape | None = None) -> list[Crumb]:
    crumbs = [Crumb(_("Nạp dữ liệu"), reverse("imports"))]
    title = _("Cách đọc được ghi nhớ")
    if shape is None:
        return [*crumbs, Crumb(title)]
    return [*crumbs, Crumb(title, reverse("table_shapes")), Crumb(shape.name)]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def table_shape_page(request: SignedIn, pk: int) -> HttpResponse:
    """One way of reading, to look at or, where it is one's own, to change."""
    shape = _shape(request, pk)
    mapping = TableMapping.model_validate(shape.mapping)
    newest = newest_of_each(table_shapes_visible_to(request.user)).filter(pk=pk).exists()
    may_change = newest and may_change_shape(request.user, shape.unit)
    form = ShapeForm(None, mapping=mapping, name=shape.name)
    fault = ""
    if request.method == "POST":
        if not may_change:
            raise Http404
        changed, form, fault = _act(request, shape, mapping)
        if changed is not None:
            return redirect("table_shape", pk=changed.pk)
    context = {
        "shape": shape,
        "sheet": str(title_of(shape.sheet)),
        "whose": whose(shape),
        "form": form,
        "fault": fault,
        "may_change": may_change,
        "crumbs": _crumbs(shape),
    }
    status = 422 if fault else 200
    return render(request, "exchange/table_shape.html", context, status=status)


def _shape(request: SignedIn, pk: int) -> TableShape:
    importer_of(request)
    shape = table_shapes_visible_to(request.user).filter(pk=pk).first()
    if shape is None:
        raise Http404
    return shape


def _act(
    request: SignedIn, shape: TableShape, mapping: TableMapping
) -> tuple[TableShape | None, ShapeForm, str]:
    """`act`: change, replace or retire: the version that came of it, or what is wrong."""
    act = act_sent(request)
    sent = request.POST if act == "change" else None
    form = ShapeForm(sent, mapping=mapping, name=shape.name)
    try:
        match act:
            case "change":
                if not form.is_valid():
                    return None, form, first_fault(form)
                changed = change_table_shape(
                    table_shape=shape,
                    name=form.cleaned_data["name"],
                    mapping=form.changed(),
                    actor=request.user,
                )
            case "replace":
                changed = _replace(request, shape)
            case "retire":
                changed = retire_table_shape(table_shape=shape, actor=request.user)
                messages.success(request, _("Đã ngừng dùng cách đọc này."))
                return changed, form, ""
            case _:
                return None, form, _("Chưa nhận được lựa chọn: tải lại trang rồi bấm lại.")
    except (ExchangeError, UnreadableMappingError) as error:
        return None, form, as_sentence(error)
    messages.success(request, _("Đã ghi nhớ bản {n}.").format(n=changed.version))
    return changed, form, ""


def _replace(request: SignedIn, shape: TableShape) -> TableShape:
    """The file that was sent, as the next version."""
    form = ShapeFileForm(request.POST, request.FILES)
    file = form.files.get("file")
    body = file.read(form.most_bytes + 1) if file else b""
    mapping = read_mapping(body, str(file.name) if file else "")
    return change_table_shape(
        table_shape=shape, name=mapping.name or shape.name, mapping=mapping, actor=request.user
    )


@require_GET
@signed_in
def table_shape_file_page(request: SignedIn, pk: int) -> HttpResponse:
    """The way of reading as a file; it names columns, words and organisations, never people."""
    shape = _shape(request, pk)
    mapping = TableMapping.model_validate(shape.mapping).model_copy(update={"name": shape.name})
    response = HttpResponse(to_yaml(mapping), content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{shape.name}.yaml")
        or "attachment"
    )
    return response
