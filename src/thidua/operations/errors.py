"""What can go wrong in running the product, said in both languages: what, where, and what would be
right.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from thidua.errors import RefusedError
from thidua.language import Text


class OperationError(RefusedError):
    """The base of every error of this room."""


class NotReadyToServeError(OperationError):
    """The server's environment lacks something without which the site would not be safe."""

    @classmethod
    def missing(cls, what: Sequence[Text]) -> Self:
        return cls(
            Text(
                "Chưa chạy được trên máy chủ. Cần sửa:\n"
                + "\n".join(f"  - {one.vi}" for one in what),
                "Not ready to serve. To be set right:\n"
                + "\n".join(f"  - {one.en}" for one in what),
            )
        )


class ToolError(OperationError):
    """PostgreSQL's own programs are missing or failed."""

    @classmethod
    def no_client(cls, major: int) -> Self:
        return cls(
            Text(
                f"không có pg_dump, pg_restore, psql bản {major} trở lên: apt install "
                f"postgresql-client-{major}",
                f"no pg_dump, pg_restore, psql of version {major} or newer: apt install "
                f"postgresql-client-{major}",
            )
        )

    @classmethod
    def failed(cls, program: str, output: str) -> Self:
        return cls(
            Text(
                f"{program} không làm được: {output.strip()}", f"{program} failed: {output.strip()}"
            )
        )


class BackupError(OperationError):
    """A backup that cannot be written, or a file that is not a sound one."""

    @classmethod
    def busy(cls, path: Path) -> Self:
        return cls(
            Text(
                f"{path}: một lần sao lưu khác đang ghi", f"{path}: another backup is being written"
            )
        )

    @classmethod
    def not_writable(cls, path: Path, why: OSError) -> Self:
        return cls(
            Text(
                f"{path}: không ghi được ({why.strerror})",
                f"{path}: cannot be written ({why.strerror})",
            )
        )

    @classmethod
    def not_a_backup(cls, path: Path) -> Self:
        return cls(
            Text(
                f"{path}: không phải bản sao lưu do “thidua backup” ghi, hoặc bị cụt",
                f"{path}: not a backup that “thidua backup” wrote, or cut short",
            )
        )

    @classmethod
    def damaged(cls, path: Path) -> Self:
        return cls(
            Text(
                f"{path}: bản sao lưu bị hỏng (nội dung không khớp dấu vân tay ghi trong tệp); "
                f"dùng bản khác",
                f"{path}: damaged (its content does not match the fingerprint it carries); use "
                f"another one",
            )
        )

    @classmethod
    def newer(cls, path: Path, version: str, ours: str) -> Self:
        return cls(
            Text(
                f"{path}: do phiên bản mới hơn ghi ({version}; bản đang dùng: {ours}); nâng cấp "
                f"rồi làm lại",
                f"{path}: written by a newer version ({version}; this one is {ours}); upgrade "
                f"and try again",
            )
        )

    @classmethod
    def without_files(cls, path: Path, lost: Sequence[str]) -> Self:
        names = ", ".join(sha256[:12] for sha256 in lost[:10])
        return cls(
            Text(
                f"{path}: đã ghi, nhưng thiếu {len(lost)} tệp đính kèm mất hoặc hỏng nội dung "
                f"({names}); "
                "chạy “thidua verify”, lấy lại từ bản sao lưu cũ hơn",
                f"{path}: written, but without {len(lost)} attachments that are lost or damaged "
                f"({names}); "
                "run “thidua verify” and bring them back from an older backup",
            )
        )


class RestoreError(OperationError):
    """A restore that is refused, or that did not give what was saved."""

    @classmethod
    def not_empty(cls, name: str) -> Self:
        return cls(
            Text(
                f"cơ sở dữ liệu “{name}” không rỗng, không làm gì cả; muốn thay toàn bộ nội "
                f"dung: --replace {name}",
                f"the database “{name}” is not empty, nothing was done; to replace all it "
                f"holds: --replace {name}",
            )
        )

    @classmethod
    def other_name(cls, typed: str, name: str) -> Self:
        return cls(
            Text(
                f"--replace {typed}: cơ sở dữ liệu tên là “{name}”, không làm gì cả",
                f"--replace {typed}: the database is called “{name}”, nothing was done",
            )
        )

    @classmethod
    def in_use(cls, name: str) -> Self:
        return cls(
            Text(
                f"cơ sở dữ liệu “{name}” đang được dùng: dừng trang web và tiến trình nền rồi "
                f"làm lại",
                f"the database “{name}” is in use: stop the web and worker processes and try again",
            )
        )

    @classmethod
    def differs(cls, tables: Sequence[str]) -> Self:
        names = ", ".join(tables)
        return cls(
            Text(
                f"nội dung khôi phục khác bản sao lưu ở: {names}",
                f"what was restored differs from the backup in: {names}",
            )
        )

    @classmethod
    def no_store(cls) -> Self:
        return cls(
            Text(
                "kho tệp đính kèm không đọc, ghi được: xem quyền, chỗ trống của thư mục hoặc "
                "cấu hình THIDUA_S3_…",
                "the store of attachments cannot be read or written: see the folder's rights "
                "and space, or THIDUA_S3_…",
            )
        )

    @classmethod
    def files_missing(cls, missing: Sequence[str]) -> Self:
        names = ", ".join(sha256[:12] for sha256 in missing[:10])
        return cls(
            Text(
                f"dữ liệu đã khôi phục đủ; kho còn thiếu {len(missing)} tệp đính kèm ({names}): "
                "đặt kho (THIDUA_S3_…) đúng nơi rồi chạy “thidua verify”",
                f"all rows were restored; the store lacks {len(missing)} attachments ({names}): "
                "name the right store (THIDUA_S3_…) and run “thidua verify”",
            )
        )

    @classmethod
    def no_scratch(cls, user: str) -> Self:
        return cls(
            Text(
                f"tài khoản cơ sở dữ liệu “{user}” không được tạo cơ sở dữ liệu thử; quản trị "
                f"PostgreSQL cho phép "
                f'bằng: ALTER ROLE "{user}" CREATEDB',
                f"the database role “{user}” may not create a scratch database; PostgreSQL's "
                f"administrator allows it "
                f'with: ALTER ROLE "{user}" CREATEDB',
            )
        )
